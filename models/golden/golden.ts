import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { Prediction } from '#shared/domain/inspection';
import type { Tensors } from '../runtime';
import type { Task } from '../task';
import { grayOf } from '../image/gray';
import { mergeRegions } from './merge';
import { optionsOf, type GoldenOptions } from './options';
import { spanOf } from './overlap';
import { pairOf } from './pair';
import { regionsOf, type Region } from './regions';

/** Levels (1/255 of the golden's contrast) for a step of the graph's `difference`. */
const levelsPerStep = 2;

/**
 * Compares the frame with a good one, its golden. Predictions: `brighter` and `darker`, as seen from the golden: the
 * picture cannot know which of the two is the material. The score is the largest difference in the region, averaged
 * over 5 × 5 pixels and beyond what edges are forgiven, as a share of the golden's own contrast.
 */
export const golden: Task = {
  outputs: ['difference', 'pose'],

  preprocess(sample, manifest) {
    const { image, golden: reference } = pairOf(sample, manifest);
    return { image: tensorOf(image), golden: tensorOf(reference) };
  },

  postprocess(outputs, { image }, manifest) {
    const options = optionsOf(manifest);
    const regions = regionsOf(differenceIn(outputs), image.widthPx, image.heightPx, {
      weak: Math.max(1, options.weakLevels / levelsPerStep),
      strong: options.strongLevels / levelsPerStep,
      span: spanOf(poseIn(outputs), image, options.borderPx),
    });
    return mergeRegions(regions, options.mergePx)
      .filter((region) => region.areaPx >= options.minAreaPx)
      .map((region) => predictionOf(region, image, options))
      .sort((a, b) => b.score - a.score);
  },

  explain: () => ({
    outputs: ['difference', 'pose'],
    picture(outputs, { image }) {
      const difference = differenceIn(outputs);
      const span = spanOf(poseIn(outputs), image, 0);
      const data = new Uint8Array(difference.length);
      for (let row = 0; row < image.heightPx; row++) {
        const [from, to] = span(row);
        for (let i = row * image.widthPx + from; i < row * image.widthPx + to; i++) {
          data[i] = Math.min(255, Math.abs(difference[i]! - 128) * levelsPerStep);
        }
      }
      return { widthPx: image.widthPx, heightPx: image.heightPx, channels: 1, data };
    },
  }),
};

function tensorOf(image: PixelImage) {
  return { type: 'uint8', dims: [1, 1, image.heightPx, image.widthPx], data: grayOf(image) } as const;
}

function differenceIn({ difference }: Tensors): Uint8Array {
  if (difference?.type !== 'uint8')
    throw new AppFailure('model.malformed', 'The model gives no picture called difference.');
  return difference.data;
}

function poseIn({ pose }: Tensors): Float32Array {
  if (pose?.type !== 'float32' || pose.data.length !== 6) {
    throw new AppFailure('model.malformed', 'The model gives no pose of six numbers.');
  }
  return pose.data;
}

function predictionOf(region: Region, image: PixelImage, { marginPx }: GoldenOptions): Prediction {
  const left = Math.max(0, region.left - marginPx);
  const top = Math.max(0, region.top - marginPx);
  const right = Math.min(image.widthPx, region.right + marginPx);
  const bottom = Math.min(image.heightPx, region.bottom + marginPx);
  return {
    label: region.sign > 0 ? 'brighter' : 'darker',
    score: Math.min(1, (region.peak * levelsPerStep) / 255),
    box: [left, top, right - left, bottom - top],
    areaPx: region.areaPx,
  };
}
