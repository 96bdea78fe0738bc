import type { DatasetItem } from '#shared/domain/dataset';
import type { ExaminedItem } from './examine';

/** All that is learned from, as one text: the same data give the same text, and any change another one. */
export function fingerprint(
  labels: readonly string[],
  items: readonly DatasetItem[],
  examined: ReadonlyMap<string, ExaminedItem>,
): string {
  const lines = items.map((item) => {
    const { image, golden, mask } = examined.get(item.name)!;
    const boxes = item.boxes.map(({ label, box }) => [label, ...box]);
    const hashes = [image, golden, mask].map((file) => file?.sha256 ?? null);
    return JSON.stringify([item.name, item.group, item.split, item.labels, boxes, hashes]);
  });
  return [JSON.stringify(labels), ...lines.sort()].join('\n');
}
