import type { Random } from '#shared/numeric/random';
import type { AugmentSettings } from './settings';
import type { Curve } from './tone';

/** Stretches or presses the values about the middle. */
export function drawContrast({ contrast }: AugmentSettings, random: Random): Curve {
  const factor = (1 + contrast) ** random.uniform(-1, 1);
  return (value) => (value - 0.5) * factor + 0.5;
}
