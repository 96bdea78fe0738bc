import type { PixelImage } from '#shared/domain/frame';

/**
 * Half as wide and high: the mean of four pixels each, rounded; at an odd edge the last ones count twice. Interpolating
 * between pixels that are further apart than two would skip some: fine scratches would come and go.
 */
export function halved({ widthPx, heightPx, channels, data }: PixelImage): PixelImage {
  const width = Math.ceil(widthPx / 2);
  const height = Math.ceil(heightPx / 2);
  const length = width * height * channels;
  const out = data instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const upper = 2 * y * widthPx * channels;
    const lower = Math.min(2 * y + 1, heightPx - 1) * widthPx * channels;
    for (let x = 0; x < width; x++) {
      const left = 2 * x * channels;
      const right = Math.min(2 * x + 1, widthPx - 1) * channels;
      for (let c = 0; c < channels; c++) {
        const sum =
          data[upper + left + c]! +
          data[upper + right + c]! +
          data[lower + left + c]! +
          data[lower + right + c]!;
        out[to++] = (sum + 2) >> 2;
      }
    }
  }
  return { widthPx: width, heightPx: height, channels, data: out };
}
