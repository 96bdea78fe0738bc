import type { Random } from '#shared/numeric/random';
import { scaling, type Affine } from './affine';
import type { AugmentSettings } from './settings';

/** A mirror image, or none. */
export function drawFlip({ flip }: AugmentSettings, random: Random): Affine {
  const mirrored = (chance: number) => (random.next() < chance ? -1 : 1);
  return scaling(mirrored(flip.leftRight), mirrored(flip.topBottom));
}
