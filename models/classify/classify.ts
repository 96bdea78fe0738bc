import { AppFailure } from '#shared/contract/errors';
import type { Prediction } from '#shared/domain/inspection';
import type { ModelManifest } from '#shared/domain/model';
import { planesOf, resized } from '../image/resize';
import type { Tensors } from '../runtime';
import type { Task } from '../task';

/** Weaker guesses are not told. */
const leastScore = 0.01;

/**
 * Says what the whole picture shows. Predictions: every label but that of good pictures (option `good`, its place among
 * the labels; −1: there is none), with the share that the network gives it; the box is the whole picture.
 */
export const classify: Task = {
  outputs: ['scores'],
  explain: () => null,

  preprocess({ image }, { input }) {
    const { widthPx, heightPx, channels } = input;
    const fitted = resized(image, widthPx ?? image.widthPx, heightPx ?? image.heightPx, channels);
    const dims = [1, channels, fitted.heightPx, fitted.widthPx];
    return { image: { type: 'uint8', dims, data: planesOf(fitted) } };
  },

  postprocess(outputs, { image }, manifest) {
    const { widthPx, heightPx } = image;
    const good = manifest.options['good'] ?? -1;
    return [...scoresIn(outputs, manifest)]
      .map((score, i): Prediction | null =>
        i === good || score < leastScore
          ? null
          : {
              label: manifest.labels[i] ?? '',
              score,
              box: [0, 0, widthPx, heightPx],
              areaPx: widthPx * heightPx,
            },
      )
      .filter((prediction) => prediction !== null)
      .sort((a, b) => b.score - a.score);
  },
};

/** A score a label, 0..1. Throws AppFailure model.malformed. */
export function scoresIn({ scores }: Tensors, { labels, name }: ModelManifest): Float32Array {
  if (scores?.type !== 'float32' || scores.data.length !== labels.length) {
    throw new AppFailure('model.malformed', `Model ${name} does not give a score for each of its labels.`, {
      name,
    });
  }
  return scores.data;
}
