import type { Random } from '#shared/numeric/random';

/** A value at every point of the plane, mostly within −1..1. */
export type Pattern = (x: number, y: number) => number;

const latticeBits = 6;
const lattice = 1 << latticeBits;
const inside = lattice - 1;

const gradientX = Float64Array.from({ length: 256 }, (_, i) => Math.cos((i * Math.PI) / 128));
const gradientY = Float64Array.from({ length: 256 }, (_, i) => Math.sin((i * Math.PI) / 128));

/**
 * Smooth noise whose features are about 1 wide: random gradients on a lattice of step 1, blended by the quintic of
 * Perlin 2002, "Improving noise". It repeats every 64.
 */
export function gradientNoise(random: Random): Pattern {
  const turns = Uint8Array.from({ length: lattice * lattice }, () => random.integer(0, 255));
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const u = x - column;
    const v = y - row;
    const top = (row & inside) << latticeBits;
    const bottom = ((row + 1) & inside) << latticeBits;
    const left = column & inside;
    const right = (column + 1) & inside;
    const a = turns[top + left]!;
    const b = turns[top + right]!;
    const c = turns[bottom + left]!;
    const d = turns[bottom + right]!;
    const fade = u * u * u * (u * (u * 6 - 15) + 10);
    const above = gradientX[a]! * u + gradientY[a]! * v;
    const aboveRight = gradientX[b]! * (u - 1) + gradientY[b]! * v;
    const below = gradientX[c]! * u + gradientY[c]! * (v - 1);
    const belowRight = gradientX[d]! * (u - 1) + gradientY[d]! * (v - 1);
    const upper = above + (aboveRight - above) * fade;
    const lower = below + (belowRight - below) * fade;
    // A unit gradient reaches √½ in the middle of a cell.
    return Math.SQRT2 * (upper + (lower - upper) * v * v * v * (v * (v * 6 - 15) + 10));
  };
}

/**
 * Noise of several sizes, each half the one before and weaker by `gain`.
 * @param gain 0..1; the larger, the rougher
 */
export function fractalNoise(random: Random, octaves: number, gain: number): Pattern {
  const noise = gradientNoise(random);
  const [shiftX, shiftY] = [random.uniform(0, lattice), random.uniform(0, lattice)];
  let total = 0;
  for (let octave = 0; octave < octaves; octave++) total += gain ** (2 * octave);
  const scale = 1 / Math.sqrt(total);
  return (x, y) => {
    let sum = 0;
    let weight = scale;
    for (let octave = 0; octave < octaves; octave++) {
      sum += weight * noise(x, y);
      x = 2 * x + shiftX;
      y = 2 * y + shiftY;
      weight *= gain;
    }
    return sum;
  };
}

/** Length of a noise table; a power of two, so that places in it wrap by masking. */
export const noiseCount = 1 << 14;

/**
 * Normal numbers of mean 0 and deviation 1, for noise pixel by pixel: to draw one each time would take longer than
 * all else. Let each row of a picture start at a random place, so that no two share a pattern that can be seen.
 */
export function noiseTable(random: Random): Float32Array {
  return Float32Array.from({ length: noiseCount }, () => random.normal(0, 1));
}
