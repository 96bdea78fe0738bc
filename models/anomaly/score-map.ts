import { AppFailure } from '#shared/contract/errors';
import { joinRuns, type AddRun, type Region } from '../image/regions';
import type { Tensors } from '../runtime';

/** Scores in 1/255, a byte a pixel of what the network saw. */
export interface ScoreMap {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array;
}

/** Throws AppFailure model.malformed. */
export function mapIn({ map }: Tensors): ScoreMap {
  const [heightPx = 0, widthPx = 0] = map?.dims.slice(-2) ?? [];
  if (map?.type !== 'uint8' || widthPx < 1 || heightPx < 1) {
    throw new AppFailure('model.malformed', 'The model gives no picture called map.');
  }
  return { widthPx, heightPx, data: map.data };
}

/** The largest score of the picture, in 1/255. */
export function largestIn({ data }: ScoreMap): number {
  let largest = 0;
  for (const level of data) if (level > largest) largest = level;
  return largest;
}

/** The connected regions of pixels of so much or more, in 1/255. */
export function regionsFrom({ widthPx, heightPx, data }: ScoreMap, least: number): Region[] {
  return joinRuns(heightPx, (row, add) => addRuns(add, data, row * widthPx, widthPx, least));
}

function addRuns(add: AddRun, data: Uint8Array, start: number, widthPx: number, least: number): void {
  const end = start + widthPx;
  for (let i = start; i < end; i++) {
    if (data[i]! < least) continue;
    const begin = i;
    let [peak, sum] = [0, 0];
    for (; i < end && data[i]! >= least; i++) {
      peak = Math.max(peak, data[i]!);
      sum += data[i]!;
    }
    add(begin - start, i - start, 1, peak, sum);
  }
}
