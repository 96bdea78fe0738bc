import type { Random } from '#shared/numeric/random';
import { designs, type Layer } from './designs';

/** How a surface was made and how it is lit. */
export interface Finish {
  readonly layers: readonly Layer[];
  /** Brightness where the light is full, 0..1 of what the camera can tell. */
  readonly brightness: number;
  /** Metal shines where it was touched; ceramic takes up dirt. */
  readonly metal: boolean;
  /** The side that the light comes from. */
  readonly lightRad: number;
  /** Direction of the streaks; null where there is none. */
  readonly grainRad: number | null;
}

/** Draws a finish: each seed another one. */
export function designFinish(random: Random): Finish {
  const lightRad = random.uniform(0, 2 * Math.PI);
  const { directed, layers, ...rest } = random.pick(designs)(random, lightRad);
  const grainRad = directed ? random.pick([0, Math.PI / 2]) + random.normal(0, 0.03) : null;
  const turned = layers.map((layer) => ({ ...layer, angleRad: layer.angleRad + (grainRad ?? 0) }));
  return { ...rest, lightRad, grainRad, layers: turned };
}

/** Standard deviation of the texture, as a change of the logarithm of the brightness. */
export function deviationOf({ layers }: Finish): number {
  return Math.hypot(...layers.map(({ amplitude }) => amplitude));
}
