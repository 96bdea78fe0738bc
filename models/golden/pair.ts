import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { ModelManifest } from '#shared/domain/model';
import type { Sample } from '../task';

/** The smallest side of a picture in which the coarse search has something to compare. */
export const leastSidePx = 128;

/**
 * The image and its golden. Throws AppFailure golden.missing, golden.mismatch or model.incompatible.
 * @param minSidePx for models that shrink the image first
 */
export function pairOf(
  { image, golden: reference }: Sample,
  { name }: Pick<ModelManifest, 'name'>,
  minSidePx = leastSidePx,
): { image: PixelImage; golden: PixelImage } {
  if (!reference) {
    throw new AppFailure(
      'golden.missing',
      `Model ${name} compares with a golden image: choose one in the recipe.`,
      { name },
    );
  }
  const size = ({ widthPx, heightPx }: PixelImage) => `${widthPx} × ${heightPx}`;
  if (image.widthPx !== reference.widthPx || image.heightPx !== reference.heightPx) {
    throw new AppFailure(
      'golden.mismatch',
      `The image is ${size(image)} pixels and its golden ${size(reference)}: take the golden with the same camera settings.`,
      { image: size(image), golden: size(reference) },
    );
  }
  if (Math.min(image.widthPx, image.heightPx) < minSidePx) {
    throw new AppFailure(
      'model.incompatible',
      `The image is ${size(image)} pixels: model ${name} needs at least ${minSidePx} × ${minSidePx}.`,
      { name, image: size(image), minSidePx },
    );
  }
  return { image, golden: reference };
}
