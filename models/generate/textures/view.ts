import type { Random } from '#shared/numeric/random';
import type { Canvas } from '../canvas';
import type { Pattern } from '../noise';

/** Draws the picture of one class on an empty canvas: values mostly within −1..1. */
export type Draw = (canvas: Canvas, random: Random) => void;

/**
 * A class given by a pattern of the plane whose features are about 1 wide: it is looked at from a random place, under
 * a random angle and at a size from the range, px, each factor equally likely.
 */
export function patterned(
  sizePx: readonly [least: number, most: number],
  design: (random: Random) => Pattern,
): Draw {
  return (canvas, random) => {
    const pattern = design(random);
    const size = logUniform(random, ...sizePx);
    const angle = random.uniform(0, 2 * Math.PI);
    const [stepU, stepV] = [Math.cos(angle) / size, -Math.sin(angle) / size];
    const [u0, v0] = [random.uniform(0, 32), random.uniform(0, 32)];
    const { widthPx, heightPx, data } = canvas;
    for (let y = 0, i = 0; y < heightPx; y++) {
      for (let x = 0; x < widthPx; x++, i++) {
        data[i] = pattern(u0 + x * stepU - y * stepV, v0 + x * stepV + y * stepU);
      }
    }
  };
}

export function logUniform(random: Random, least: number, most: number): number {
  return least * (most / least) ** random.next();
}
