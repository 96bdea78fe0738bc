import type { DatasetItem } from '#shared/domain/dataset';

const most = 12;

/** Pictures to look at while a model learns: as many of each label, and of the good ones, as there is room for. */
export function shownOf(items: readonly DatasetItem[]): ReadonlySet<DatasetItem> {
  const byLabel = new Map<string, DatasetItem[]>();
  for (const item of items) {
    const label = item.labels[0] ?? '';
    const list = byLabel.get(label);
    if (list) list.push(item);
    else byLabel.set(label, [item]);
  }
  const shown = new Set<DatasetItem>();
  for (let round = 0; shown.size < Math.min(most, items.length); round++) {
    for (const list of byLabel.values()) {
      const item = list[round];
      if (item && shown.size < most) shown.add(item);
    }
  }
  return shown;
}
