import type { LabelMask } from '#shared/domain/dataset';
import type { PixelImage } from '#shared/domain/frame';
import type { Sample, Target } from '#models/augment/augment';
import type { Planes } from '#models/augment/planes';

type Paint = (x: number, y: number, channel: number) => number;

export function picture(
  widthPx: number,
  heightPx: number,
  paint: Paint,
  channels: 1 | 3 = 1,
  bits: 8 | 16 = 8,
): PixelImage {
  const length = widthPx * heightPx * channels;
  const data = bits === 8 ? new Uint8Array(length) : new Uint16Array(length);
  for (let i = 0; i < length; i++) {
    const pixel = Math.floor(i / channels);
    data[i] = paint(pixel % widthPx, Math.floor(pixel / widthPx), i % channels);
  }
  return { widthPx, heightPx, channels, data };
}

/** Different everywhere. */
export const ramp = (widthPx: number, heightPx: number, channels: 1 | 3 = 1, bits: 8 | 16 = 8): PixelImage =>
  picture(
    widthPx,
    heightPx,
    (x, y, c) => (x * 37 + y * 101 + c * 59) * (bits === 8 ? 1 : 211),
    channels,
    bits,
  );

/** Filled with a value that no picture has: what is not written shows. */
export function planes(widthPx: number, heightPx: number, channels: 1 | 3 = 1, offset = 0): Planes {
  const data = new Float32Array(offset + channels * widthPx * heightPx).fill(-7);
  return { data, offset, channels, widthPx, heightPx };
}

export function sampleOf(image: PixelImage, rest: Partial<Sample> = {}): Sample {
  return { image, golden: null, mask: null, boxes: [], ...rest };
}

export function targetOf(image: Planes, rest: Partial<Target> = {}): Target {
  return { image, golden: null, mask: null, fit: { kind: 'letterbox' }, outside: 'edge', ...rest };
}

export function maskOf(
  { widthPx, heightPx }: PixelImage,
  paint: (x: number, y: number) => number,
): LabelMask {
  const data = Uint8Array.from({ length: widthPx * heightPx }, (_, i) =>
    paint(i % widthPx, Math.floor(i / widthPx)),
  );
  return { widthPx, heightPx, data };
}

/** The values of a plane in rows. */
export function rowsOf({ data, offset, widthPx, heightPx }: Planes, plane = 0): number[][] {
  const at = (y: number) => offset + (plane * heightPx + y) * widthPx;
  return Array.from({ length: heightPx }, (_, y) => [...data.subarray(at(y), at(y) + widthPx)]);
}
