import { presets } from '../augment/presets';
import type { AugmentSettings } from '../augment/settings';
import type { Plan } from './plan';

/** A box that is cut to less than this, 0..1, is not asked for. */
const keepShare = 0.35;

/** How the views of a detector vary. */
export function varying({ shape, mosaic }: Plan): AugmentSettings {
  if (shape.golden) return { ...presets.detectWithGolden, scale: [0.8, 1.25], keepShare };
  return { ...presets.detect, mosaic: mosaic ? presets.detect.mosaic : 0, keepShare };
}
