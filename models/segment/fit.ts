import type { LabelMask, LoadedItem } from '#shared/domain/dataset';
import { scaled } from '../image/scaled';

export interface Fit {
  readonly scale: number;
  readonly channels: 1 | 3;
  /** From the numbers in the dataset's masks to the classes of the model, see labels.ts. */
  readonly classes: Uint8Array;
}

/** A picture and its mask as large as the network sees pictures; a picture without a mask keeps none. */
export function fitted({ image, mask }: LoadedItem, { scale, channels, classes }: Fit): LoadedItem {
  const seen = scaled(image, scale, channels);
  return { image: seen, golden: null, mask: mask && fittedMask(mask, seen.widthPx, seen.heightPx, classes) };
}

/** Of each pixel the class at its centre. */
function fittedMask(mask: LabelMask, widthPx: number, heightPx: number, classes: Uint8Array): LabelMask {
  const data = new Uint8Array(widthPx * heightPx);
  const columns = Int32Array.from({ length: widthPx }, (_, x) => placeOf(x, widthPx, mask.widthPx));
  for (let y = 0, i = 0; y < heightPx; y++) {
    const row = placeOf(y, heightPx, mask.heightPx) * mask.widthPx;
    for (let x = 0; x < widthPx; x++, i++) data[i] = classes[mask.data[row + columns[x]!]!]!;
  }
  return { widthPx, heightPx, data };
}

/** Of a row of `to` pixels the one in which the centre of pixel `index` of a row of `from` pixels lies. */
export function placeOf(index: number, from: number, to: number): number {
  return Math.floor(((index + 0.5) * to) / from);
}
