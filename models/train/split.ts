import { splits, type DatasetItem, type Split } from '#shared/domain/dataset';
import { createRandom, type Random } from '#shared/numeric/random';

/** Shares of the pictures, 0..1, together 1. */
export type SplitShares = Readonly<Record<Split, number>>;

/** Each side in the order of the names. */
export type SplitItems = Readonly<Record<Split, readonly DatasetItem[]>>;

/**
 * Divides a dataset for training. Splits that the dataset gives are kept, whatever the shares: pictures without one are
 * then trained on, and where no picture is given for validation some are drawn from those to train on. A group stays on
 * one side; only one that the dataset itself divides is divided for the validation too, so that it resembles the test.
 * Labels (and the good pictures, as if they had one) come in the same
 * shares on each side as far as the groups allow, and each on every side of which there are groups enough.
 */
export function splitItems(items: readonly DatasetItem[], shares: SplitShares, seed: number): SplitItems {
  const sorted = items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const random = createRandom(seed, randomStream);
  const given = (split: Split) => sorted.filter((item) => item.split === split);
  if (sorted.every((item) => item.split === null)) return divide(sorted, shares, random);

  const toTrain = sorted.filter((item) => item.split === 'train' || item.split === null);
  const [test, validation] = [given('test'), given('validation')];
  if (validation.length > 0) return { train: toTrain, validation, test };
  const share = shares.validation / (shares.train + shares.validation) || 0;
  const inTest = new Set(test.map(({ group }) => group));
  const groupOf = ({ group, name }: DatasetItem) => (inTest.has(group) ? name : group);
  return { ...divide(toTrain, { train: 1 - share, validation: share, test: 0 }, random, groupOf), test };
}

/** Apart from the streams of the training. */
const randomStream = 2;

interface Group {
  readonly items: DatasetItem[];
  /** Pictures a label. */
  readonly counts: Map<string, number>;
}

/**
 * Iterative stratification (Sechidis, Tsoumakas and Vlahavas 2011) over whole groups: each label first gets a group on
 * every side, the rarest first; then the groups go, largest first, to where most is wanting of what they hold.
 */
function divide(
  items: readonly DatasetItem[],
  shares: SplitShares,
  random: Random,
  groupOf = ({ group }: DatasetItem): string => group,
): SplitItems {
  const sides = splits.filter((split) => shares[split] > 0);
  const waiting = new Set(
    shuffled(groupsOf(items, groupOf), random).toSorted((a, b) => b.items.length - a.items.length),
  );
  const totals = new Map<string, number>();
  for (const { counts } of waiting) for (const [label, count] of counts) add(totals, label, count);
  /** How many pictures a side still wants of a label. */
  const wanted = new Map(
    sides.map((side) => [side, new Map([...totals].map(([label, n]) => [label, n * shares[side]]))]),
  );
  const taken: Record<Split, DatasetItem[]> = { train: [], validation: [], test: [] };
  const shown = new Map<Split, Set<string>>(sides.map((side) => [side, new Set()]));

  for (const label of byRarity(waiting)) {
    const holders = [...waiting].filter(({ counts }) => counts.has(label));
    const missing = sides.filter((side) => !shown.get(side)!.has(label));
    if (holders.length < missing.length) continue;
    for (const side of missing.toSorted((a, b) => shares[a] - shares[b])) give(bestFor(side, label), side);
  }
  for (const group of waiting) give(group, sides.toSorted((a, b) => wants(b, group) - wants(a, group))[0]!);
  const byName = (a: DatasetItem, b: DatasetItem) => (a.name < b.name ? -1 : 1);
  for (const split of splits) taken[split].sort(byName);
  return taken;

  function give(group: Group, side: Split): void {
    waiting.delete(group);
    taken[side].push(...group.items);
    for (const [label, count] of group.counts) {
      add(wanted.get(side)!, label, -count);
      shown.get(side)!.add(label);
    }
  }

  /** The largest that does not give the side more of the label than it should have, else the smallest. */
  function bestFor(side: Split, label: string): Group {
    const holders = [...waiting].filter(({ counts }) => counts.has(label));
    const most = wanted.get(side)!.get(label)!;
    return holders.find(({ counts }) => counts.get(label)! <= most) ?? holders.at(-1)!;
  }

  /** Above 0 where the side has too few of what the group holds, rare labels counting more. */
  function wants(side: Split, { counts }: Group): number {
    let sum = 0;
    for (const [label, count] of counts) sum += (count * wanted.get(side)!.get(label)!) / totals.get(label)!;
    return sum;
  }
}

function groupsOf(items: readonly DatasetItem[], groupOf: (item: DatasetItem) => string): Group[] {
  const groups = new Map<string, Group>();
  for (const item of items) {
    const name = groupOf(item);
    const group = groups.get(name) ?? { items: [], counts: new Map<string, number>() };
    groups.set(name, group);
    group.items.push(item);
    for (const label of item.labels.length > 0 ? item.labels : [good]) add(group.counts, label, 1);
  }
  return [...groups.values()];
}

/** Stands for the pictures without a label; no label is empty. */
const good = '';

/** Labels, those that the fewest groups hold first. */
function byRarity(groups: Iterable<Group>): string[] {
  const holders = new Map<string, number>();
  for (const { counts } of groups) for (const label of counts.keys()) add(holders, label, 1);
  return [...holders].toSorted(([, a], [, b]) => a - b).map(([label]) => label);
}

function add(counts: Map<string, number>, label: string, count: number): void {
  counts.set(label, (counts.get(label) ?? 0) + count);
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}
