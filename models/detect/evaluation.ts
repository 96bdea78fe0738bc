import type { Box } from '#shared/numeric/geometry';
import { averagePrecision, matchBoxes, type ScoredBox } from '#shared/numeric/metrics';
import type { ModelManifest } from '#shared/domain/model';
import type { Evaluation } from '../evaluation';
import { predictionsIn } from './detect';
import { optionsOf } from './options';

/** Average precision looks at weaker guesses than an inspection does. */
const leastScore = 0.01;
/** The overlaps over which COCO takes its mean (Lin et al. 2014): 0.5, 0.55, … 0.95. */
const cocoOverlaps = Array.from({ length: 10 }, (_, i) => 0.5 + 0.05 * i);

/** What was found and what there is of one label. */
interface OfLabel {
  readonly found: (Omit<ScoredBox, 'box'> & { box: Box })[];
  readonly truths: { image: number; box: Box }[];
}

/**
 * `mAP`: mean over the labels of the average precision, a hit being an overlap above the option `iou`; `mAP50` and
 * `mAP50-95` as elsewhere in the field; `AP <label>`; `precision`, `recall` and `f1` over all labels together at the
 * option `threshold`, or where the manifest has none at the one with the best F, which is then told as `threshold`.
 * Boxes of labels that the model does not know are left out.
 */
export function detectEvaluation(manifest: ModelManifest): Evaluation {
  const options = optionsOf(manifest);
  const byLabel = new Map<string, OfLabel>(
    manifest.labels.map((label) => [label, { found: [], truths: [] }]),
  );
  let image = 0;

  return {
    add(outputs, sample, { boxes }) {
      for (const { label, box } of boxes) byLabel.get(label)?.truths.push({ image, box });
      for (const { label, score, box } of predictionsIn(outputs, sample, manifest, {
        ...options,
        leastScore,
      })) {
        byLabel.get(label)?.found.push({ image, score, box });
      }
      image++;
    },

    metrics() {
      const matched = [...byLabel.values()].flatMap(({ found, truths }) =>
        matchBoxes(found, truths, options.iou),
      );
      const truths = [...byLabel.values()].reduce((sum, of) => sum + of.truths.length, 0);
      const threshold = manifest.options['threshold'] ?? bestThreshold(matched, truths);
      const all: Record<string, number> = {
        mAP: meanPrecision(options.iou),
        mAP50: meanPrecision(0.5),
        'mAP50-95': mean(cocoOverlaps.map(meanPrecision)),
        ...figuresAt(threshold, matched, truths),
        threshold,
        ...Object.fromEntries(
          [...byLabel].map(([label, of]) => [`AP ${label}`, precisionOf(of, options.iou)]),
        ),
      };
      return Object.fromEntries(Object.entries(all).filter(([, value]) => Number.isFinite(value)));
    },
  };

  /** Over the labels that occur. */
  function meanPrecision(iou: number): number {
    return mean([...byLabel.values()].map((of) => precisionOf(of, iou)).filter(Number.isFinite));
  }
}

function precisionOf({ found, truths }: OfLabel, iou: number): number {
  return averagePrecision(matchBoxes(found, truths, iou), truths.length);
}

interface Matched {
  readonly score: number;
  readonly hit: boolean;
}

function figuresAt(threshold: number, matched: readonly Matched[], truths: number): Record<string, number> {
  const told = matched.filter(({ score }) => score >= threshold);
  const hits = told.filter(({ hit }) => hit).length;
  return { precision: hits / told.length, recall: hits / truths, f1: (2 * hits) / (told.length + truths) };
}

/** Half-way below the lowest score that should still count for the best F; 0.5 where there is no hit. */
export function bestThreshold(matched: readonly Matched[], truths: number): number {
  const sorted = matched.toSorted((a, b) => b.score - a.score);
  let [best, threshold, hits] = [0, 0.5, 0];
  for (const [i, { score, hit }] of sorted.entries()) {
    if (hit) hits++;
    const next = sorted[i + 1]?.score ?? 0;
    const f1 = (2 * hits) / (i + 1 + truths);
    if (next < score && f1 > best) [best, threshold] = [f1, (score + next) / 2];
  }
  return threshold;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
