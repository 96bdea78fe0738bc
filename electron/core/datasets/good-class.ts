import type { ExaminedItem } from './examine';

/**
 * A class folder none of whose masks marks anything is that of the good pictures, whatever it is called. An empty mask
 * in any other class is told: the picture still counts for its class.
 */
export function withGoodClass(items: readonly ExaminedItem[], problems: string[]): ExaminedItem[] {
  const marked = new Set<string>();
  for (const item of items) if (item.marked === true) for (const label of item.labels) marked.add(label);
  return items.map((item) => {
    const [label] = item.labels;
    if (item.marked !== false || label === undefined) return item;
    if (!marked.has(label)) return { ...item, labels: [] };
    problems.push(
      `${item.found.image} is in the folder ${label}, but its mask is empty. Mark the place, or move it.`,
    );
    return item;
  });
}
