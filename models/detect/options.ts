import type { ModelManifest } from '#shared/domain/model';
import { optionsIn } from '../options';

/** What a manifest may set for a detector. */
const table = {
  /** Pictures are shrunk or enlarged to so much of their size before the network sees them. */
  scale: { standard: 1, min: 0.01, max: 4 },
  /** Height and width are padded to a multiple of it, px: the network's largest stride. */
  stride: { standard: 32, min: 1, max: 256 },
  /** Scores from here on are best taken for real: what a recipe may begin with. */
  threshold: { standard: 0.3, min: 0, max: 1 },
  /** Guesses with a lower score are not told. */
  leastScore: { standard: 0.05, min: 0.001, max: 1 },
  /** Of two boxes of a label that overlap more (intersection over union) the better one stays. */
  overlap: { standard: 0.5, min: 0, max: 1 },
  /** So many boxes a picture at most, the best. */
  mostBoxes: { standard: 300, min: 1, max: 10_000 },
  /** A box is a hit where it overlaps the true one more than this (intersection over union). */
  iou: { standard: 0.5, min: 0, max: 1 },
} as const;

export type DetectOptions = Readonly<Record<keyof typeof table, number>>;

/** The manifest's options, the standard ones where it has none. Throws AppFailure model.malformed outside their ranges. */
export function optionsOf(manifest: Pick<ModelManifest, 'name' | 'options'>): DetectOptions {
  return optionsIn(table, manifest);
}
