import type { Random } from '#shared/numeric/random';
import type { Canvas } from '../canvas';
import { fractalNoise, gradientNoise } from '../noise';
import { patterned, type Draw } from './view';

/** A smooth slope of light and nothing else. */
export const gradients: Draw = ({ widthPx, heightPx, data }: Canvas, random: Random) => {
  const angle = random.uniform(0, 2 * Math.PI);
  const half = Math.hypot(widthPx, heightPx) / 2;
  const bend = random.uniform(-0.6, 0.6);
  const [cos, sin] = [Math.cos(angle) / half, Math.sin(angle) / half];
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, i++) {
      const along = (x - widthPx / 2) * cos + (y - heightPx / 2) * sin;
      const across = (y - heightPx / 2) * cos - (x - widthPx / 2) * sin;
      data[i] = 1.4 * along + bend * across * across;
    }
  }
};

/** Fine grain without structure: its spectrum is flat down to the size of a grain. */
export const grains = patterned([1.3, 3], (random) => {
  const noise = gradientNoise(random);
  return (x, y) => 1.5 * noise(x, y);
});

/** Soft masses of all sizes: the larger, the stronger. */
export const clouds = patterned([22, 55], (random) => {
  const noise = fractalNoise(random, 4, random.uniform(0.4, 0.55));
  return (x, y) => 1.7 * noise(x, y);
});

/** Smooth spots of one size: one octave of the spectrum. */
export const mottles = patterned([6, 13], (random) => {
  const noise = gradientNoise(random);
  return (x, y) => 1.7 * noise(x, y);
});

/** Thin crooked veins: where noise passes through 0. */
export const marbles = patterned([16, 36], (random) => {
  const noise = fractalNoise(random, 3, 0.5);
  const sharp = random.uniform(3, 6);
  return (x, y) => 1 - 2 * Math.min(1, sharp * 0.4 * Math.abs(noise(x, y)));
});

/** Year rings, cut along the trunk: long lines that bend around a few knots. */
export const woods = patterned([24, 48], (random) => {
  const noise = gradientNoise(random);
  const rings = random.uniform(4, 9);
  const bend = random.uniform(0.5, 1.1);
  return (x, y) => {
    const depth = rings * (y * 0.5 + bend * noise(x * 0.35, y));
    const ring = depth - Math.floor(depth);
    return 2 * ring * ring - 0.8 + 0.35 * noise(x * 3, y * 40);
  };
});

/** Long fine streaks in one direction. */
export const brushes = patterned([1.2, 3], (random) => {
  const noise = fractalNoise(random, 2, 0.8);
  const length = random.uniform(15, 45);
  return (x, y) => 1.5 * noise(x / length, y);
});

/** A bumpy skin in slanting light: the slope of noise. */
export const bumps = patterned([7, 16], (random) => {
  const noise = fractalNoise(random, 2, random.uniform(0.4, 0.7));
  const step = 0.12;
  return (x, y) => (0.8 * (noise(x + step, y) - noise(x, y))) / step;
});
