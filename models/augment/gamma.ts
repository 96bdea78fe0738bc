import type { Random } from '#shared/numeric/random';
import type { AugmentSettings } from './settings';
import type { Curve } from './tone';

/** Lifts or lowers the middle; black and white stay. */
export function drawGamma({ gamma }: AugmentSettings, random: Random): Curve {
  const exponent = (1 + gamma) ** random.uniform(-1, 1);
  return (value) => value ** exponent;
}
