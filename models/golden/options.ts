import type { ModelManifest } from '#shared/domain/model';
import { optionsIn, standardOptions as standardOf } from '../options';

/** What a manifest may set for golden compare. Levels are 1/255 of the golden's own contrast. */
const table = {
  /** A region must differ by so much somewhere … */
  strongLevels: { standard: 56, min: 2, max: 254 },
  /** … and pixels that differ by so much belong to it. */
  weakLevels: { standard: 16, min: 2, max: 254 },
  /** Smaller regions do not count. */
  minAreaPx: { standard: 4, min: 1, max: 1e6 },
  /** Regions at most so far apart become one. */
  mergePx: { standard: 4, min: 0, max: 1000 },
  /** Boxes are drawn so much larger on each side. */
  marginPx: { standard: 7, min: 0, max: 100 },
  /** Rim of the common field of view that is not looked at. */
  borderPx: { standard: 3, min: 0, max: 100 },
} as const;

export type GoldenOptions = Readonly<Record<keyof typeof table, number>>;

export const standardOptions = standardOf(table);

/** The manifest's options, the standard ones where it has none. Throws AppFailure model.malformed outside their ranges. */
export function optionsOf(manifest: ModelManifest): GoldenOptions {
  return optionsIn(table, manifest);
}
