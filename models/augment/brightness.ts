import type { Random } from '#shared/numeric/random';
import type { AugmentSettings } from './settings';
import type { Curve } from './tone';

/** Adds the same to all values. */
export function drawBrightness({ brightness }: AugmentSettings, random: Random): Curve {
  const added = random.uniform(-brightness, brightness);
  return (value) => value + added;
}
