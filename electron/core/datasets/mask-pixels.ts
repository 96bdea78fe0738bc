import { AppFailure } from '#shared/contract/errors';
import type { LabelMask } from '#shared/domain/dataset';
import type { PixelImage } from '#shared/domain/frame';

/** From here on a mask of one class is marked: edges come in shades of gray. */
const markedFrom = 128;

/** The values of a mask, a byte a pixel. Throws AppFailure dataset.malformed for colours and 16 bits. */
export function maskValues({ channels, data }: PixelImage, path: string): Uint8Array {
  const gray = channels === 3 ? grayOf(data) : data;
  if (gray instanceof Uint8Array) return gray;
  const sentence = `The mask ${path} is not gray with 8 bits. Save it as such.`;
  throw new AppFailure('dataset.malformed', sentence, { path });
}

/** null where it has colours. */
function grayOf(data: Uint8Array | Uint16Array): Uint8Array | null {
  const gray = new Uint8Array(data.length / 3);
  for (let i = 0, j = 0; i < gray.length; i++, j += 3) {
    if (data[j] !== data[j + 1] || data[j] !== data[j + 2]) return null;
    gray[i] = data[j]!;
  }
  return data instanceof Uint8Array ? gray : null;
}

/** What each value of a mask means: 0 nothing, else the label's number. 256 entries. */
export type Meaning = Uint8Array;

/** @param number of the label that is marked, counted from 1 */
export function binaryMeaning(number: number): Meaning {
  return Uint8Array.from({ length: 256 }, (_, value) => (value >= markedFrom ? number : 0));
}

/** The value i + 1 means label i of `listed`; its number is that among `labels`, those of the dataset. */
export function indexMeaning(listed: readonly string[], labels: readonly string[]): Meaning {
  return Uint8Array.from({ length: 256 }, (_, value) => labels.indexOf(listed[value - 1] ?? '') + 1);
}

export function labelMask(
  { widthPx, heightPx }: PixelImage,
  values: Uint8Array,
  meaning: Meaning,
): LabelMask {
  return { widthPx, heightPx, data: values.map((value) => meaning[value]!) };
}

/** Which values occur, smallest first. */
export function valuesIn(values: Uint8Array): number[] {
  const seen = new Uint8Array(256);
  for (let i = 0; i < values.length; i++) seen[values[i]!] = 1;
  return Array.from(seen.keys()).filter((value) => seen[value] === 1);
}

export function isMarked(values: readonly number[]): boolean {
  return values.some((value) => value >= markedFrom);
}
