import { createRandom, type Random } from '#shared/numeric/random';
import type { Planes } from './planes';
import type { AugmentSettings } from './settings';

/** Noise of the sensor, at times. */
export function noiseAtTimes(planes: Planes, { noise }: AugmentSettings, random: Random): void {
  if (random.next() < noise.chance) addNoise(planes, random.uniform(0, noise.deviation), random);
}

/** In place, kept within 0..1. @param deviation standard deviation, of values 0..1 */
export function addNoise(planes: Planes, deviation: number, random: Random): void {
  const { data, offset, channels, widthPx, heightPx } = planes;
  const normals = drawn();
  for (let row = 0; row < channels * heightPx; row++) {
    const start = random.integer(0, normals.length - 1);
    const at = offset + row * widthPx;
    for (let x = 0; x < widthPx; x++) {
      const value = data[at + x]! + deviation * normals[(start + x) & (normals.length - 1)]!;
      data[at + x] = value < 0 ? 0 : value > 1 ? 1 : value;
    }
  }
}

let normals: Float32Array | null = null;

/** Normal numbers to take rows from: drawing one for each pixel would take ten times as long. Their count is a power of two. */
function drawn(): Float32Array {
  if (normals) return normals;
  const random = createRandom(1);
  normals = Float32Array.from({ length: 1 << 16 }, () => random.normal(0, 1));
  return normals;
}
