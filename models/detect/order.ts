import type { DatasetItem } from '#shared/domain/dataset';
import type { Random } from '#shared/numeric/random';
import { shuffled } from '../train/order';

/** A picture of a rare label is shown so often at most for each time that a picture of a usual one is. */
const mostRepeats = 3;

/**
 * The pictures that an epoch shows, in its order: each once, those of rare labels more often (by the root of how rare:
 * Gupta, Dollár and Girshick 2019), and good ones at most as often as all others together.
 */
export function epochOf(items: readonly DatasetItem[], random: Random): DatasetItem[] {
  const good = items.filter(({ boxes }) => boxes.length === 0);
  const repeats = repeatsOf(items);
  const defective = items.flatMap((item) => {
    const wanted = repeats.get(item) ?? 0;
    // A part of a repeat is a chance of it.
    return Array.from({ length: Math.floor(wanted + random.next()) }, () => item);
  });
  return shuffled([...defective, ...shuffled(good, random).slice(0, Math.max(1, defective.length))], random);
}

/** How often each picture with boxes is shown, 1 or more: as often as the rarest of its labels asks for. */
export function repeatsOf(items: readonly DatasetItem[]): Map<DatasetItem, number> {
  const pictures = new Map<string, number>();
  const labelsIn = (item: DatasetItem) => new Set(item.boxes.map(({ label }) => label));
  for (const item of items) {
    for (const label of labelsIn(item)) pictures.set(label, (pictures.get(label) ?? 0) + 1);
  }
  const usual = [...pictures.values()].reduce((sum, count) => sum + count, 0) / pictures.size;
  const wantedBy = (label: string) =>
    Math.min(mostRepeats, Math.max(1, Math.sqrt(usual / (pictures.get(label) ?? usual))));
  return new Map(
    items
      .filter(({ boxes }) => boxes.length > 0)
      .map((item) => [item, Math.max(...[...labelsIn(item)].map(wantedBy))]),
  );
}
