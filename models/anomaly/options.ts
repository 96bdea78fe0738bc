import type { ModelManifest } from '#shared/domain/model';
import { optionsIn } from '../options';

/** What a manifest may set for anomaly detection. */
const table = {
  /** Regions are told from this score on, 0..1; 0.5: as far from what is good as good pictures never are. */
  minScore: { standard: 0.5, min: 0.01, max: 1 },
  /** Smaller regions do not count; in pixels of the picture. */
  minAreaPx: { standard: 0, min: 0, max: 1e6 },
} as const;

export type AnomalyOptions = Readonly<Record<keyof typeof table, number>>;

/** Throws AppFailure model.malformed. */
export function anomalyOptions(manifest: ModelManifest): AnomalyOptions {
  return optionsIn(table, manifest);
}
