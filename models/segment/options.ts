import type { ModelManifest } from '#shared/domain/model';
import { optionsIn } from '../options';

/** What a manifest may set for segmentation. */
const table = {
  /** The network sees pictures so many times as large as they are. */
  scale: { standard: 1, min: 1 / 64, max: 1 },
  /** Smaller regions do not count; in pixels of the picture. */
  minAreaPx: { standard: 4, min: 0, max: 1e6 },
} as const;

export type SegmentOptions = Readonly<Record<keyof typeof table, number>>;

/** Throws AppFailure model.malformed. */
export function segmentOptions(manifest: ModelManifest): SegmentOptions {
  return optionsIn(table, manifest);
}
