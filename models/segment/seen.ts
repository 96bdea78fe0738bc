import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import { scaledSize } from '../image/scaled';
import type { Tensors } from '../runtime';
import type { ClassPicture } from './regions';

/** The network halves a picture so often that its sides must be multiples of this. */
export const stridePx = 32;

/**
 * An output that has a byte for each pixel; beyond the picture lies what it was padded with. Throws AppFailure model.malformed.
 */
export function seenIn(outputs: Tensors, name: string, image: PixelImage, scale: number): ClassPicture {
  const { widthPx, heightPx } = scaledSize(image, scale);
  const output = outputs[name];
  const [rows = 0, rowPx = 0] = output?.dims.slice(-2) ?? [];
  if (output?.type !== 'uint8' || rowPx < widthPx || rows < heightPx) {
    throw new AppFailure(
      'model.malformed',
      `The model gives no picture called ${name} of the picture's size.`,
    );
  }
  return { widthPx, heightPx, rowPx, data: output.data };
}
