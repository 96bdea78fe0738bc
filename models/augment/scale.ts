import type { Random } from '#shared/numeric/random';
import { scaling, type Affine } from './affine';
import type { AugmentSettings } from './settings';

export function drawScale({ scale: [from, to] }: AugmentSettings, random: Random): Affine {
  return scaling(from * (to / from) ** random.next());
}
