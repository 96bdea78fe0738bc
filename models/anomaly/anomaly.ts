import type { Prediction } from '#shared/domain/inspection';
import type { PixelImage } from '#shared/domain/frame';
import type { Region } from '../image/regions';
import { planesOf, resized } from '../image/resize';
import type { Task } from '../task';
import { anomalyOptions } from './options';
import { mapIn, regionsFrom, type ScoreMap } from './score-map';

export const anomalyLabel = 'anomaly';

/**
 * Tells what does not look like any of the good pictures that it has learnt from. Predictions: the connected regions that
 * are farther from them than good pictures are; the score is d² / (d² + t²) of the largest distance d in it
 * and the threshold t: 0.5 at the threshold.
 */
export const anomaly: Task = {
  outputs: ['map'],

  preprocess({ image }, { input }) {
    const { widthPx, heightPx, channels } = input;
    const fitted = resized(image, widthPx ?? image.widthPx, heightPx ?? image.heightPx, channels);
    const dims = [1, channels, fitted.heightPx, fitted.widthPx];
    return { image: { type: 'uint8', dims, data: planesOf(fitted) } };
  },

  postprocess(outputs, { image }, manifest) {
    const { minScore, minAreaPx } = anomalyOptions(manifest);
    const map = mapIn(outputs);
    return regionsFrom(map, Math.ceil(minScore * 255))
      .map((region) => predictionOf(region, map, image))
      .filter(({ areaPx }) => areaPx >= minAreaPx)
      .sort((a, b) => b.score - a.score);
  },

  explain: () => ({
    outputs: ['map'],
    picture(outputs, { image }) {
      return resized({ ...mapIn(outputs), channels: 1 }, image.widthPx, image.heightPx, 1);
    },
  }),
};

function predictionOf(region: Region, map: ScoreMap, image: PixelImage): Prediction {
  const [x, y] = [image.widthPx / map.widthPx, image.heightPx / map.heightPx];
  const { left, top, right, bottom } = region;
  return {
    label: anomalyLabel,
    score: region.peak / 255,
    box: [left * x, top * y, (right - left) * x, (bottom - top) * y],
    areaPx: region.areaPx * x * y,
  };
}
