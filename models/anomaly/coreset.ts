import type { Random } from '#shared/numeric/random';

/**
 * Which rows stand for all: greedily each time the one that is farthest from those chosen so far (k-centre, Sener and
 * Savarese 2018; the distance of no row to its nearest is more than twice the least that is possible).
 * @param rows [count, channels]
 * @returns the numbers of `wanted` rows, in the order in which they were chosen; all where there are no more
 */
export function coreset(rows: Float32Array, channels: number, wanted: number, random: Random): number[] {
  const count = rows.length / channels;
  if (count <= wanted) return Array.from({ length: count }, (_, i) => i);
  const away = new Float32Array(count).fill(Infinity);
  const chosen: number[] = [];
  let next = random.integer(0, count - 1);
  while (chosen.length < wanted) {
    chosen.push(next);
    const from = next * channels;
    let farthest = -1;
    for (let i = 0, at = 0; i < count; i++, at += channels) {
      let squared = 0;
      for (let c = 0; c < channels; c++) {
        const difference = rows[at + c]! - rows[from + c]!;
        squared += difference * difference;
      }
      if (squared < away[i]!) away[i] = squared;
      if (away[i]! > farthest) {
        farthest = away[i]!;
        next = i;
      }
    }
  }
  return chosen;
}
