import type { LabelMask } from '#shared/domain/dataset';
import { joinRuns, type AddRun, type Region } from '../image/regions';

/** A picture of classes, a byte a pixel, that may stand in wider rows. */
export interface ClassPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Bytes from one row to the next. */
  readonly rowPx: number;
  readonly data: Uint8Array;
}

/**
 * The connected regions of each class but 0, the background; their `kind` is the class.
 * @param values a byte a pixel in the same rows: `peak` and `sum` are theirs
 */
export function classRegions({ widthPx, heightPx, rowPx, data }: ClassPicture, values: Uint8Array): Region[] {
  return joinRuns(heightPx, (row, add) => addRuns(add, data, values, row * rowPx, widthPx));
}

/** Masks are read and never changed: what was found in one holds as long as it is there. */
const known = new WeakMap<LabelMask, readonly Region[]>();

export function maskRegions(mask: LabelMask): readonly Region[] {
  let regions = known.get(mask);
  if (!regions) {
    regions = classRegions({ ...mask, rowPx: mask.widthPx }, mask.data);
    known.set(mask, regions);
  }
  return regions;
}

function addRuns(add: AddRun, classes: Uint8Array, values: Uint8Array, start: number, widthPx: number): void {
  const end = start + widthPx;
  for (let i = start; i < end;) {
    const kind = classes[i]!;
    if (kind === 0) {
      i++;
      continue;
    }
    const begin = i;
    let [peak, sum] = [0, 0];
    for (; i < end && classes[i] === kind; i++) {
      const value = values[i]!;
      if (value > peak) peak = value;
      sum += value;
    }
    add(begin - start, i - start, kind, peak, sum);
  }
}
