import type { PixelImage } from '#shared/domain/frame';
import { paddedTo } from './pad';
import { planesOf, resized, type ByteImage } from './resize';

/** Whole pixels, one at least. */
export function scaledSize(
  { widthPx, heightPx }: Pick<PixelImage, 'widthPx' | 'heightPx'>,
  scale: number,
): { widthPx: number; heightPx: number } {
  const side = (px: number) => Math.max(1, Math.round(px * scale));
  return { widthPx: side(widthPx), heightPx: side(heightPx) };
}

/** The picture so many times as large. */
export function scaled(image: PixelImage, scale: number, channels: 1 | 3): ByteImage {
  const { widthPx, heightPx } = scaledSize(image, scale);
  return resized(image, widthPx, heightPx, channels);
}

/**
 * The picture as a tensor [1, C, H, W] of bytes, its right and bottom edges repeated up to multiples of so many pixels.
 */
export function paddedTensor(image: ByteImage, multiplePx: number) {
  const padded = paddedTo(image, multiplePx);
  const { widthPx, heightPx, channels } = padded;
  return { type: 'uint8', dims: [1, channels, heightPx, widthPx], data: planesOf(padded) } as const;
}
