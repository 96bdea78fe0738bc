import type { PixelImage } from '#shared/domain/frame';
import { grayOf } from './gray';

/** A picture of bytes. */
export type ByteImage = PixelImage & { readonly data: Uint8Array };

/**
 * The picture in the size and with the channels that a network sees, a byte a sample. Shrinking averages over what
 * falls into a pixel (triangle filter as wide as the step), enlarging is linear; pixel centres keep their places.
 */
export function resized(image: PixelImage, widthPx: number, heightPx: number, channels: 1 | 3): ByteImage {
  const data = bytesOf(image, channels);
  if (image.widthPx === widthPx && image.heightPx === heightPx) return { widthPx, heightPx, channels, data };
  const across = weightsFor(image.widthPx, widthPx);
  const down = weightsFor(image.heightPx, heightPx);
  return { widthPx, heightPx, channels, data: filtered(data, image.widthPx, channels, across, down) };
}

/** Channels one after another (CHW) in place of interleaved; of gray the same memory. */
export function planesOf({ data, channels }: ByteImage): Uint8Array {
  if (channels === 1) return data;
  const size = data.length / channels;
  const planes = new Uint8Array(data.length);
  for (let i = 0, j = 0; i < size; i++) for (let c = 0; c < channels; c++) planes[c * size + i] = data[j++]!;
  return planes;
}

/** The memory may be the image's own. */
function bytesOf(image: PixelImage, channels: 1 | 3): Uint8Array {
  if (channels === 1) return grayOf(image);
  if (image.channels === 1) {
    const gray = grayOf(image);
    const data = new Uint8Array(3 * gray.length);
    for (let i = 0, j = 0; i < gray.length; i++, j += 3) data[j] = data[j + 1] = data[j + 2] = gray[i]!;
    return data;
  }
  return image.data instanceof Uint8Array ? image.data : Uint8Array.from(image.data, (value) => value >>> 8);
}

/** For each place of the result the first source entry and `taps` weights, which add up to 1. */
interface Weights {
  readonly first: Int32Array;
  readonly values: Float32Array;
  readonly taps: number;
}

/** Pictures of one dataset or line have few sizes: what was worked out is at hand. */
const known = new Map<string, Weights>();
const mostKnown = 64;

function weightsFor(from: number, to: number): Weights {
  const key = `${from} ${to}`;
  let weights = known.get(key);
  if (!weights) {
    weights = triangle(from, to);
    if (known.size >= mostKnown) known.clear();
    known.set(key, weights);
  }
  return weights;
}

function triangle(from: number, to: number): Weights {
  const step = from / to;
  const reach = Math.max(1, step);
  const taps = Math.min(from, Math.ceil(reach) * 2 + 1);
  const first = new Int32Array(to);
  const values = new Float32Array(to * taps);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * step - 0.5;
    const start = Math.min(Math.max(0, Math.ceil(centre - reach)), from - taps);
    first[i] = start;
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const weight = Math.max(0, 1 - Math.abs(start + tap - centre) / reach);
      values[i * taps + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < taps; tap++) values[i * taps + tap]! /= sum;
  }
  return { first, values, taps };
}

/** Along the rows first, then along the columns. */
function filtered(
  data: Uint8Array,
  widthPx: number,
  channels: number,
  across: Weights,
  down: Weights,
): Uint8Array {
  const rows = data.length / (widthPx * channels);
  const length = across.first.length * channels;
  const wide = new Float32Array(length * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < across.first.length; x++) {
      for (let c = 0; c < channels; c++) {
        let from = (y * widthPx + across.first[x]!) * channels + c;
        let sum = 0;
        for (let tap = x * across.taps; tap < (x + 1) * across.taps; tap++, from += channels) {
          sum += data[from]! * across.values[tap]!;
        }
        wide[y * length + x * channels + c] = sum;
      }
    }
  }
  const result = new Uint8Array(length * down.first.length);
  for (let y = 0; y < down.first.length; y++) {
    for (let x = 0; x < length; x++) {
      let from = down.first[y]! * length + x;
      let sum = 0;
      for (let tap = y * down.taps; tap < (y + 1) * down.taps; tap++, from += length) {
        sum += wide[from]! * down.values[tap]!;
      }
      result[y * length + x] = Math.round(sum);
    }
  }
  return result;
}
