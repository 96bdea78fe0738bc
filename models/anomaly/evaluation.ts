import { auroc, Confusion } from '#shared/numeric/metrics';
import type { DatasetItem, LabelMask, LoadedItem } from '#shared/domain/dataset';
import type { Evaluation } from '../evaluation';
import type { ModelManifest } from '#shared/domain/model';
import { anomalyOptions } from './options';
import { createPixelScores } from './pixel-scores';
import { largestIn, mapIn } from './score-map';

/**
 * Pictures: `auroc` of their largest score; `precision` and `recall` of the defective ones, and `passed`, the share of
 * good ones without a finding, at the score from which regions are told. Pixels, where masks are there: `pixelAuroc` and
 * `pro` (see pixel-scores.ts).
 */
export function anomalyEvaluation(manifest: ModelManifest): Evaluation {
  const least = Math.ceil(anomalyOptions(manifest).minScore * 255);
  const [defective, good]: [number[], number[]] = [[], []];
  const confusion = new Confusion(2);
  const pixels = createPixelScores();
  return {
    add(outputs, _sample, item, truth) {
      const map = mapIn(outputs);
      const largest = largestIn(map);
      const bad = isDefective(item, truth.mask);
      (bad ? defective : good).push(largest);
      confusion.add(bad ? 1 : 0, largest >= least ? 1 : 0);
      if (hasPixelTruth(item, truth)) pixels.add(map, truth.mask);
    },
    metrics() {
      const { precision, recall } = confusion.of(1);
      const all = {
        auroc: auroc(defective, good),
        passed: confusion.of(0).recall,
        precision,
        recall,
        ...pixels.metrics(),
      };
      return Object.fromEntries(Object.entries(all).filter(([, value]) => Number.isFinite(value)));
    },
  };
}

/** Does the picture show a defect, whichever way that is said? */
export function isDefective({ labels, boxes }: DatasetItem, mask: LabelMask | null): boolean {
  return labels.length > 0 || boxes.length > 0 || isMarked(mask);
}

/** A picture that is said to be defective, but not where, tells nothing of pixels. */
function hasPixelTruth(item: DatasetItem, truth: LoadedItem): truth is LoadedItem & { mask: LabelMask } {
  return truth.mask !== null && (isMarked(truth.mask) || !isDefective(item, null));
}

function isMarked(mask: LabelMask | null): boolean {
  return mask?.data.some((value) => value > 0) ?? false;
}
