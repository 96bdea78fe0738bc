import type { Random } from '#shared/numeric/random';
import type { Canvas } from '../canvas';
import { gradientNoise } from '../noise';
import { logUniform, type Draw } from './view';

/** A class given by distance, px, and direction, radians, from a point on the picture. */
function radial(design: (random: Random) => (distancePx: number, angleRad: number) => number): Draw {
  return (canvas: Canvas, random: Random) => {
    const pattern = design(random);
    const { widthPx, heightPx, data } = canvas;
    const cx = widthPx * random.uniform(0.15, 0.85);
    const cy = heightPx * random.uniform(0.15, 0.85);
    const stretch = random.uniform(1, 1.3);
    for (let y = 0, i = 0; y < heightPx; y++) {
      for (let x = 0; x < widthPx; x++, i++) {
        const [dx, dy] = [x - cx, (y - cy) * stretch];
        data[i] = pattern(Math.hypot(dx, dy), Math.atan2(dy, dx));
      }
    }
  };
}

/** Turned metal: circles about one point, each of its own shade. */
export const rings = radial((random) => {
  const period = logUniform(random, 5, 14);
  const even = random.uniform(0.5, 1);
  const noise = gradientNoise(random);
  return (distance) =>
    even * Math.sin((2 * Math.PI * distance) / period) + (1.3 - even) * noise((1.5 * distance) / period, 0.5);
});

/** Spokes from one point. */
export const rays = radial((random) => {
  const spokes = random.integer(7, 20);
  const uneven = random.uniform(0, 0.5);
  const noise = gradientNoise(random);
  return (_, angle) =>
    Math.max(-1, Math.min(1, 1.6 * Math.sin(spokes * angle + uneven * 3 * noise(angle, 0.5))));
});
