import type { Prediction } from '#shared/domain/inspection';
import type { Region } from '../image/regions';
import { withoutPadding } from '../image/pad';
import { resized } from '../image/resize';
import { paddedTensor, scaled } from '../image/scaled';
import type { Task } from '../task';
import { segmentOptions } from './options';
import { classRegions } from './regions';
import { seenIn, stridePx } from './seen';

/**
 * Says for each pixel what it shows. Predictions: the connected regions of each label, with the area that they cover;
 * the score is the mean confidence over the region.
 */
export const segment: Task = {
  outputs: ['classes', 'confidence'],

  preprocess({ image }, manifest) {
    const { scale } = segmentOptions(manifest);
    return { image: paddedTensor(scaled(image, scale, manifest.input.channels), stridePx) };
  },

  postprocess(outputs, { image }, manifest) {
    const { scale, minAreaPx } = segmentOptions(manifest);
    const classes = seenIn(outputs, 'classes', image, scale);
    const confidence = seenIn(outputs, 'confidence', image, scale);
    const step = { x: image.widthPx / classes.widthPx, y: image.heightPx / classes.heightPx };
    return classRegions(classes, confidence.data)
      .map((region) => predictionOf(region, manifest.labels, step))
      .filter(({ areaPx }) => areaPx >= minAreaPx)
      .sort((a, b) => b.score - a.score);
  },

  explain: () => ({
    outputs: ['confidence'],
    picture(outputs, { image }, manifest) {
      const seen = seenIn(outputs, 'confidence', image, segmentOptions(manifest).scale);
      return resized(withoutPadding(seen.data, seen.rowPx, seen), image.widthPx, image.heightPx, 1);
    },
  }),
};

/** @param step pixels of the picture for each that the network sees */
function predictionOf(
  region: Region,
  labels: readonly string[],
  step: { readonly x: number; readonly y: number },
): Prediction {
  const { kind, areaPx, sum, left, top, right, bottom } = region;
  return {
    label: labels[kind - 1] ?? '',
    score: sum / areaPx / 255,
    box: [left * step.x, top * step.y, (right - left) * step.x, (bottom - top) * step.y],
    areaPx: areaPx * step.x * step.y,
  };
}
