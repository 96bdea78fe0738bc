import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { Prediction } from '#shared/domain/inspection';
import type { ModelManifest } from '#shared/domain/model';
import { leastSidePx, pairOf } from '../golden/pair';
import { withoutPadding } from '../image/pad';
import { resized } from '../image/resize';
import { paddedTensor, scaled, scaledSize } from '../image/scaled';
import type { Tensors } from '../runtime';
import type { Explanation, Sample, Task } from '../task';
import { candidatesIn } from './decode';
import { optionsOf, type DetectOptions } from './options';
import { suppress } from './suppress';

/**
 * Finds defects of known kinds and puts a box around each. Where the manifest says so it compares with a golden image,
 * which the graph lays on the picture by itself. The score is how well the network thinks that the box fits.
 */
export const detect: Task = {
  outputs: ['scores', 'boxes'],
  explain: ({ golden }) => (golden ? difference : null),

  preprocess(sample, manifest) {
    const { scale, stride } = optionsOf(manifest);
    const tensor = (image: PixelImage) => paddedTensor(scaled(image, scale, manifest.input.channels), stride);
    if (!manifest.golden) return { image: tensor(sample.image) };
    // What is rounded to the least side is large enough.
    const { image, golden } = pairOf(sample, manifest, Math.ceil((leastSidePx - 0.5) / scale));
    return { image: tensor(image), golden: tensor(golden) };
  },

  postprocess(outputs, sample, manifest) {
    const options = optionsOf(manifest);
    return predictionsIn(outputs, sample, manifest, options);
  },
};

/** How the picture differs from its golden, as the graph laid it. */
const difference: Explanation = {
  outputs: ['difference'],
  picture({ difference: found }, { image }, manifest) {
    const seen = scaledSize(image, optionsOf(manifest).scale);
    const [rows = 0, rowPx = 0] = found?.dims.slice(-2) ?? [];
    if (found?.type !== 'float32' || rowPx < seen.widthPx || rows < seen.heightPx) {
      throw new AppFailure('model.malformed', "The model gives no difference of the picture's size.");
    }
    return resized(withoutPadding(found.data, rowPx, seen), image.widthPx, image.heightPx, 1);
  },
};

/** What the network found with at least `leastScore`, best first. */
export function predictionsIn(
  outputs: Tensors,
  { image }: Pick<Sample, 'image'>,
  manifest: ModelManifest,
  {
    leastScore,
    scale,
    overlap,
    mostBoxes,
  }: Pick<DetectOptions, 'leastScore' | 'scale' | 'overlap' | 'mostBoxes'>,
): Prediction[] {
  const candidates = candidatesIn(outputs, manifest, image, leastScore, scale);
  return suppress(candidates, overlap, mostBoxes).map(({ label, score, box: [x, y, width, height] }) => ({
    label: manifest.labels[label] ?? '',
    score,
    box: [x, y, width, height],
    areaPx: width * height,
  }));
}
