import { boxIou, type Box } from './geometry';

/** Counts by truth (row) and prediction (column), class numbers from 0. */
export class Confusion {
  readonly counts: Float64Array;

  constructor(readonly classes: number) {
    this.counts = new Float64Array(classes * classes);
  }

  add(truth: number, predicted: number, count = 1): void {
    this.counts[truth * this.classes + predicted]! += count;
  }

  at(truth: number, predicted: number): number {
    return this.counts[truth * this.classes + predicted] ?? 0;
  }

  /** Share of all that are where they belong, 0..1; NaN where nothing was counted. */
  get accuracy(): number {
    let [right, all] = [0, 0];
    for (let truth = 0; truth < this.classes; truth++) {
      for (let predicted = 0; predicted < this.classes; predicted++) all += this.at(truth, predicted);
      right += this.at(truth, truth);
    }
    return right / all;
  }

  /** Of one class; NaN where the denominator is 0. */
  of(index: number): { precision: number; recall: number; f1: number; iou: number } {
    let [truths, predictions] = [0, 0];
    for (let other = 0; other < this.classes; other++) {
      truths += this.at(index, other);
      predictions += this.at(other, index);
    }
    const right = this.at(index, index);
    return {
      precision: right / predictions,
      recall: right / truths,
      f1: (2 * right) / (truths + predictions),
      iou: right / (truths + predictions - right),
    };
  }

  /** Mean over the classes that occur in the truth, 0..1. */
  mean(figure: 'precision' | 'recall' | 'f1' | 'iou'): number {
    const values: number[] = [];
    for (let index = 0; index < this.classes; index++) {
      const { recall, ...others } = this.of(index);
      if (Number.isNaN(recall)) continue;
      const value = figure === 'recall' ? recall : others[figure];
      values.push(Number.isNaN(value) ? 0 : value);
    }
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  }
}

/**
 * Area under the receiver operating characteristic, 0..1: the chance that a positive scores higher than a negative,
 * ties counting half (Mann and Whitney 1947). NaN where one of the two is missing.
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  const all = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ].sort((a, b) => a.score - b.score);
  let [rankSum, i] = [0, 0];
  while (i < all.length) {
    let end = i;
    while (end < all.length && all[end]?.score === all[i]?.score) end++;
    const rank = (i + 1 + end) / 2; // of equal scores all have the mean rank
    for (; i < end; i++) if (all[i]?.positive) rankSum += rank;
  }
  const [p, n] = [positives.length, negatives.length];
  return (rankSum - (p * (p + 1)) / 2) / (p * n);
}

export interface ScoredBox {
  readonly image: number;
  readonly score: number;
  readonly box: Box;
}

/**
 * Which of the predictions of one class are hits, from the highest score down: each takes the truth of its image with
 * the largest overlap, if that is above the threshold and not yet taken (Everingham et al. 2010, PASCAL VOC).
 */
export function matchBoxes(
  predictions: readonly ScoredBox[],
  truths: readonly { readonly image: number; readonly box: Box }[],
  iou: number,
): { score: number; hit: boolean }[] {
  const byImage = new Map<number, { box: Box; taken: boolean }[]>();
  for (const { image, box } of truths) {
    const list = byImage.get(image) ?? [];
    list.push({ box, taken: false });
    byImage.set(image, list);
  }
  return predictions
    .toSorted((a, b) => b.score - a.score)
    .map(({ image, score, box }) => {
      let best: { box: Box; taken: boolean } | null = null;
      let bestIou = iou;
      for (const truth of byImage.get(image) ?? []) {
        const overlap = truth.taken ? 0 : boxIou(box, truth.box);
        if (overlap > bestIou) [best, bestIou] = [truth, overlap];
      }
      if (best) best.taken = true;
      return { score, hit: best !== null };
    });
}

/** Area under precision over recall, each precision raised to the best of any higher recall (VOC 2010 on), 0..1. */
export function averagePrecision(matched: readonly { readonly hit: boolean }[], truths: number): number {
  if (truths === 0) return NaN;
  const precisions: number[] = [];
  let hits = 0;
  for (const [i, { hit }] of matched.entries()) {
    if (!hit) continue;
    hits++;
    precisions.push(hits / (i + 1));
  }
  let [area, best] = [0, 0];
  for (const precision of precisions.toReversed()) {
    best = Math.max(best, precision);
    area += best / truths;
  }
  return area;
}
