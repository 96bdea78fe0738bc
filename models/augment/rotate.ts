import type { Random } from '#shared/numeric/random';
import { identity, rotation, type Affine } from './affine';
import type { AugmentSettings } from './settings';

/** A turn by 90, 180 or 270 degrees, or none. */
export function drawQuarterTurn({ quarterTurn }: AugmentSettings, random: Random): Affine {
  return random.next() < quarterTurn ? rotation(90 * random.integer(1, 3)) : identity;
}

export function drawRotation({ rotateDeg }: AugmentSettings, random: Random): Affine {
  return rotation(random.uniform(-rotateDeg, rotateDeg));
}
