import type { Random } from '#shared/numeric/random';
import type { Planes } from './planes';
import type { AugmentSettings } from './settings';

/** A little out of focus, at times. */
export function blurAtTimes(planes: Planes, { blur }: AugmentSettings, random: Random): void {
  if (random.next() < blur.chance) gaussianBlur(planes, random.uniform(0, blur.px));
}

/** In place; the edge goes on outside. @param deviationPx standard deviation */
export function gaussianBlur(
  { data, offset, channels, widthPx, heightPx }: Planes,
  deviationPx: number,
): void {
  const kernel = kernelOf(deviationPx);
  const line = new Float32Array(Math.max(widthPx, heightPx) + 2 * kernel.length);
  for (let plane = 0; plane < channels; plane++) {
    const start = offset + plane * widthPx * heightPx;
    for (let y = 0; y < heightPx; y++) blurLine(data, start + y * widthPx, 1, widthPx, kernel, line);
    for (let x = 0; x < widthPx; x++) blurLine(data, start + x, widthPx, heightPx, kernel, line);
  }
}

/** The right half of the bell with its middle, as shares: cut where it is below a hundredth. */
function kernelOf(deviationPx: number): Float32Array {
  const radius = Math.ceil(3 * deviationPx);
  const bell = Float32Array.from(
    { length: radius + 1 },
    (_, i) => Math.exp((-i * i) / (2 * deviationPx ** 2)) || 0,
  );
  if (radius === 0) bell[0] = 1;
  const sum = bell.reduce((total, value, i) => total + (i === 0 ? value : 2 * value), 0);
  return bell.map((value) => value / sum);
}

/** @param line room for the line and a kernel on either side */
function blurLine(
  data: Float32Array,
  start: number,
  step: number,
  length: number,
  kernel: Float32Array,
  line: Float32Array,
): void {
  const radius = kernel.length - 1;
  for (let i = -radius; i < length + radius; i++) {
    const inside = i < 0 ? 0 : i < length ? i : length - 1;
    line[i + radius] = data[start + inside * step]!;
  }
  for (let i = 0; i < length; i++) {
    let sum = line[i + radius]! * kernel[0]!;
    for (let k = 1; k <= radius; k++) sum += (line[i + radius - k]! + line[i + radius + k]!) * kernel[k]!;
    data[start + i * step] = sum;
  }
}
