import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splits, type DatasetItem, type Split } from '#shared/domain/dataset';
import { splitItems, type SplitItems } from '#models/train/split';

const usual = { train: 0.7, validation: 0.15, test: 0.15 };

function item(
  name: string,
  labels: readonly string[],
  group = name,
  split: Split | null = null,
): DatasetItem {
  return { name, group, split, labels, boxes: [] };
}

const shares = fc.constantFrom(
  usual,
  { train: 0.8, validation: 0.2, test: 0 },
  { train: 0.5, validation: 0.25, test: 0.25 },
);
/** Up to 200 pictures of up to 40 groups with up to two of four labels. */
const items = fc
  .array(
    fc.record({
      group: fc.integer({ min: 0, max: 40 }),
      labels: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }),
    }),
    { maxLength: 200 },
  )
  .map((all) => all.map(({ group, labels }, i) => item(`${i}`, labels, `group ${group}`)));

const all = (sides: SplitItems) => splits.flatMap((split) => sides[split]);

describe('pictures without a split', () => {
  test('each picture comes to exactly one side, each group to one, and none where the share is 0', () => {
    fc.assert(
      fc.property(items, shares, fc.integer(), (given, wanted, seed) => {
        const sides = splitItems(given, wanted, seed);
        expect(
          all(sides)
            .map(({ name }) => name)
            .sort(),
        ).toEqual(given.map(({ name }) => name).sort());
        const sideOf = new Map<string, Split>();
        for (const split of splits) {
          for (const { group } of sides[split]) expect(sideOf.get(group) ?? split).toBe(split);
          for (const { group } of sides[split]) sideOf.set(group, split);
          if (wanted[split] === 0) expect(sides[split]).toEqual([]);
        }
      }),
    );
  });

  test('one label a picture: every label, and the good ones, are on every side where there are groups enough', () => {
    const single = items.map((given) =>
      given.map((each) => ({ ...each, labels: each.labels.slice(0, 1), group: each.name })),
    );
    fc.assert(
      fc.property(single, shares, fc.integer(), (given, wanted, seed) => {
        const sides = splitItems(given, wanted, seed);
        const used = splits.filter((split) => wanted[split] > 0);
        for (const label of ['a', 'b', 'c', 'd', undefined]) {
          const has = (list: readonly DatasetItem[]) => list.some(({ labels }) => labels[0] === label);
          if (given.filter(({ labels }) => labels[0] === label).length < used.length) continue;
          for (const split of used) expect(has(sides[split])).toBe(true);
        }
      }),
    );
  });

  test('the shares hold for each label, within a picture', () => {
    const given = Array.from({ length: 1000 }, (_, i) =>
      item(`${i}`, i % 10 === 0 ? ['rare'] : i % 3 === 0 ? ['a'] : []),
    );
    const sides = splitItems(given, usual, 5);
    for (const split of splits) {
      for (const label of ['rare', 'a', undefined]) {
        const total = given.filter(({ labels }) => labels[0] === label).length;
        const here = sides[split].filter(({ labels }) => labels[0] === label).length;
        expect(Math.abs(here - usual[split] * total)).toBeLessThan(1.01);
      }
    }
  });

  test('the shares hold for groups of different sizes, within the smallest groups', () => {
    // 100 groups of 1 to 10 pictures: 550 in all.
    const given = Array.from({ length: 100 }, (_, group) =>
      Array.from({ length: 1 + (group % 10) }, (__, i) =>
        item(`${group}-${i}`, [`${group % 2}`], `g${group}`),
      ),
    ).flat();
    const sides = splitItems(given, usual, 1);
    for (const split of splits) expect(Math.abs(sides[split].length - usual[split] * 550)).toBeLessThan(4);
  });

  test('the same seed gives the same sides, whatever the order; another seed others', () => {
    const given = Array.from({ length: 60 }, (_, i) => item(`${i}`, []));
    const names = (seed: number, list = given) => splitItems(list, usual, seed).test.map(({ name }) => name);
    expect(names(3)).toEqual(names(3, given.toReversed()));
    expect(names(3)).not.toEqual(names(4));
  });

  test('too few groups: what is to be learned from comes first', () => {
    const sides = splitItems([item('1', ['a'], 'g'), item('2', ['a'], 'g')], usual, 1);
    expect(sides.train).toHaveLength(2);
  });
});

describe('pictures with a split', () => {
  test('stay there; those without are trained on; nothing is drawn where all three are given', () => {
    const given = [
      item('1', ['a'], '1', 'test'),
      item('2', ['a'], '2', 'validation'),
      item('3', ['a'], '3', 'train'),
      item('4', ['a']),
    ];
    const sides = splitItems(given, usual, 1);
    expect(splits.map((split) => sides[split].map(({ name }) => name))).toEqual([['3', '4'], ['2'], ['1']]);
  });

  test('validation is drawn from those to train on, whole groups, in its share of both', () => {
    const given = Array.from({ length: 200 }, (_, i) =>
      item(`${i}`, ['a'], i < 100 ? `test ${i % 50}` : `train ${i % 50}`, i < 100 ? 'test' : 'train'),
    );
    const sides = splitItems(given, usual, 1);
    expect(sides.test).toEqual(given.slice(0, 100).toSorted((a, b) => (a.name < b.name ? -1 : 1)));
    // 100 pictures in 50 groups of two: 17.6 is the share.
    expect([sides.train.length, sides.validation.length]).toEqual([82, 18]);
    const groups = new Set(sides.train.map(({ group }) => group));
    expect(sides.validation.some(({ group }) => groups.has(group))).toBe(false);
  });

  test('where the test pictures are of the groups that are trained on, so are those for validation', () => {
    const given = Array.from({ length: 200 }, (_, i) =>
      item(`${i}`, ['a'], `g${i % 4}`, i < 100 ? 'test' : 'train'),
    );
    const { train, validation } = splitItems(given, usual, 1);
    expect([train.length, validation.length]).toEqual([82, 18]);
    const groups = (items: readonly DatasetItem[]) => new Set(items.map(({ group }) => group));
    expect([groups(train).size, groups(validation).size]).toEqual([4, 4]);
  });
});
