import { Confusion } from '#shared/numeric/metrics';
import type { LabelMask } from '#shared/domain/dataset';
import type { ModelManifest } from '#shared/domain/model';
import type { Evaluation } from '../evaluation';
import { placeOf } from './fit';
import { classesFor, isUnmarked } from './labels';
import { segmentOptions } from './options';
import type { ClassPicture } from './regions';
import { seenIn } from './seen';

/**
 * Counts pixels, those of all pictures together. `mIoU`: mean intersection over union of the background and of the
 * labels that occur; `defectIoU` the same without the background; `IoU <label>`. All labels as one, defect or
 * background: `binaryMIoU` the mean of the two, `f1`, `precision` and `recall` of the defects.
 * @param datasetLabels what the numbers in the masks mean
 */
export function segmentEvaluation(manifest: ModelManifest, datasetLabels: readonly string[]): Evaluation {
  const { labels } = manifest;
  const { scale } = segmentOptions(manifest);
  const classes = classesFor(datasetLabels, labels);
  const confusion = new Confusion(labels.length + 1);
  return {
    add(outputs, { image }, item, { mask }) {
      if (isUnmarked(item, mask)) return;
      const truth = mask ?? { ...image, data: new Uint8Array(image.widthPx * image.heightPx) };
      count(confusion, truth, classes, seenIn(outputs, 'classes', image, scale));
    },
    metrics: () => metricsOf(confusion, labels),
  };
}

function count(confusion: Confusion, truth: LabelMask, classes: Uint8Array, seen: ClassPicture): void {
  const { widthPx, heightPx, data } = truth;
  /** Pixels by class of the truth and of the prediction. */
  const counts = new Uint32Array(256 * 256);
  const columns = Int32Array.from({ length: widthPx }, (_, x) => placeOf(x, widthPx, seen.widthPx));
  for (let y = 0, i = 0; y < heightPx; y++) {
    const row = placeOf(y, heightPx, seen.heightPx) * seen.rowPx;
    for (let x = 0; x < widthPx; x++, i++)
      counts[classes[data[i]!]! * 256 + seen.data[row + columns[x]!]!]!++;
  }
  for (let known = 0; known < confusion.classes; known++) {
    for (let said = 0; said < confusion.classes; said++)
      confusion.add(known, said, counts[known * 256 + said]);
  }
}

function metricsOf(confusion: Confusion, labels: readonly string[]): Record<string, number> {
  const binary = new Confusion(2);
  for (let known = 0; known < confusion.classes; known++) {
    for (let said = 0; said < confusion.classes; said++) {
      binary.add(Math.min(known, 1), Math.min(said, 1), confusion.at(known, said));
    }
  }
  const byLabel = labels.map((label, i) => [`IoU ${label}`, ofOccurring(confusion, i + 1)] as const);
  const ious = byLabel.map(([, iou]) => iou).filter(Number.isFinite);
  const { f1, precision, recall } = binary.of(1);
  const all: Record<string, number> = {
    mIoU: confusion.mean('iou') || 0,
    defectIoU: ious.reduce((sum, iou) => sum + iou, 0) / ious.length,
    binaryMIoU: binary.mean('iou'),
    f1,
    precision,
    recall,
    ...Object.fromEntries(byLabel),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => Number.isFinite(value)));
}

/** NaN where the truth does not have the class. */
function ofOccurring(confusion: Confusion, index: number): number {
  const { recall, iou } = confusion.of(index);
  return Number.isNaN(recall) ? NaN : iou;
}
