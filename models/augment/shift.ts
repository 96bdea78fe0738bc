import type { Random } from '#shared/numeric/random';
import { translation, type Affine } from './affine';
import type { Size } from './fit';
import type { AugmentSettings } from './settings';

export function drawShift({ shift }: AugmentSettings, frame: Size, random: Random): Affine {
  const along = (lengthPx: number) => random.uniform(-shift, shift) * lengthPx;
  return translation(along(frame.widthPx), along(frame.heightPx));
}
