import type { PixelImage } from '#shared/domain/frame';
import type { Walk } from './walk';

/**
 * Samples pixels `from`..`to` of a row, bilinear, all of whose neighbours lie inside the picture. Most of the time of
 * an augmented picture is spent in these loops: they allocate nothing and ask nothing.
 * @param out values 0..1
 * @param at where the row begins in the first plane; further planes lie `size` apart
 */
export type SampleInside = (
  image: PixelImage,
  walk: Walk,
  out: Float32Array,
  at: number,
  size: number,
  from: number,
  to: number,
) => void;

/** One channel into one plane. */
export const sampleGray: SampleInside = ({ data, widthPx }, { u, v, du, dv }, out, at, _, from, to) => {
  const unit = unitOf(data);
  let sourceX = u + from * du;
  let sourceY = v + from * dv;
  for (let x = from; x < to; x++, sourceX += du, sourceY += dv) {
    const left = sourceX | 0;
    const top = sourceY | 0;
    const right = sourceX - left;
    const i = top * widthPx + left;
    const j = i + widthPx;
    const upper = data[i]! + (data[i + 1]! - data[i]!) * right;
    const lower = data[j]! + (data[j + 1]! - data[j]!) * right;
    out[at + x] = (upper + (lower - upper) * (sourceY - top)) * unit;
  }
};

/** Three channels into three planes. */
export const sampleColour: SampleInside = ({ data, widthPx }, { u, v, du, dv }, out, at, size, from, to) => {
  const unit = unitOf(data);
  let sourceX = u + from * du;
  let sourceY = v + from * dv;
  for (let x = from; x < to; x++, sourceX += du, sourceY += dv) {
    const left = sourceX | 0;
    const top = sourceY | 0;
    const right = sourceX - left;
    const down = sourceY - top;
    const i = (top * widthPx + left) * 3;
    const j = i + widthPx * 3;
    const upperRed = data[i]! + (data[i + 3]! - data[i]!) * right;
    const lowerRed = data[j]! + (data[j + 3]! - data[j]!) * right;
    const upperGreen = data[i + 1]! + (data[i + 4]! - data[i + 1]!) * right;
    const lowerGreen = data[j + 1]! + (data[j + 4]! - data[j + 1]!) * right;
    const upperBlue = data[i + 2]! + (data[i + 5]! - data[i + 2]!) * right;
    const lowerBlue = data[j + 2]! + (data[j + 5]! - data[j + 2]!) * right;
    out[at + x] = (upperRed + (lowerRed - upperRed) * down) * unit;
    out[at + size + x] = (upperGreen + (lowerGreen - upperGreen) * down) * unit;
    out[at + 2 * size + x] = (upperBlue + (lowerBlue - upperBlue) * down) * unit;
  }
};

/** Three channels into one plane. */
export const sampleLuma: SampleInside = ({ data, widthPx }, { u, v, du, dv }, out, at, _, from, to) => {
  const unit = unitOf(data);
  const [red, green, blue] = luma;
  let sourceX = u + from * du;
  let sourceY = v + from * dv;
  for (let x = from; x < to; x++, sourceX += du, sourceY += dv) {
    const left = sourceX | 0;
    const top = sourceY | 0;
    const right = sourceX - left;
    const i = (top * widthPx + left) * 3;
    const j = i + widthPx * 3;
    const a = red * data[i]! + green * data[i + 1]! + blue * data[i + 2]!;
    const b = red * data[i + 3]! + green * data[i + 4]! + blue * data[i + 5]!;
    const c = red * data[j]! + green * data[j + 1]! + blue * data[j + 2]!;
    const d = red * data[j + 3]! + green * data[j + 4]! + blue * data[j + 5]!;
    const upper = a + (b - a) * right;
    const lower = c + (d - c) * right;
    out[at + x] = (upper + (lower - upper) * (sourceY - top)) * unit;
  }
};

/** Weights of red, green and blue: ITU-R BT.601, in 1/256 as where frames are compared with goldens. */
export const luma = [77 / 256, 150 / 256, 29 / 256] as const;

/** One step of the samples when they are 0..1. */
export function unitOf(data: Uint8Array | Uint16Array): number {
  return data instanceof Uint8Array ? 1 / 255 : 1 / 65535;
}
