import type { DatasetItem } from '#shared/domain/dataset';

/** A picture with the hash of its bytes. */
export interface HashedItem {
  readonly item: DatasetItem;
  readonly sha256: string;
}

/**
 * Joins the groups of pictures that are byte for byte the same: learned from on one side and measured on the other,
 * they would flatter. Tells where two of them contradict each other.
 */
export function joinSamePictures(items: readonly HashedItem[], problems: string[]): DatasetItem[] {
  const joined = new Map<string, string>();
  const first = new Map<string, DatasetItem>();
  for (const { item, sha256 } of items) {
    const same = first.get(sha256);
    if (!same) {
      first.set(sha256, item);
      continue;
    }
    const [a, b] = [rootOf(same.group), rootOf(item.group)];
    if (a !== b) joined.set(b, a);
    const contradiction = contradictionOf(same, item);
    if (contradiction) {
      problems.push(
        `${same.name} and ${item.name} are the same picture, but ${contradiction}. Remove one of them.`,
      );
    }
  }
  return items.map(({ item }) => ({ ...item, group: rootOf(item.group) }));

  /** Disjoint sets (Galler and Fischer 1964). */
  function rootOf(group: string): string {
    let root = group;
    for (let next = joined.get(root); next !== undefined; next = joined.get(root)) root = next;
    return root;
  }
}

function contradictionOf(a: DatasetItem, b: DatasetItem): string | null {
  const labels = (item: DatasetItem) => item.labels.toSorted().join(', ') || 'good';
  if (labels(a) !== labels(b)) return `one is ${labels(a)} and the other ${labels(b)}`;
  if (a.split !== b.split)
    return `one is for ${a.split ?? 'any split'} and the other for ${b.split ?? 'any split'}`;
  return null;
}
