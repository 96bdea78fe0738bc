import type { ByteImage } from './resize';

/** The picture with its right and bottom edge repeated up to a multiple of so many pixels; the same where it is one. */
export function paddedTo(image: ByteImage, multiplePx: number): ByteImage {
  const widthPx = Math.ceil(image.widthPx / multiplePx) * multiplePx;
  const heightPx = Math.ceil(image.heightPx / multiplePx) * multiplePx;
  if (widthPx === image.widthPx && heightPx === image.heightPx) return image;
  const { channels } = image;
  const [from, to] = [image.widthPx * channels, widthPx * channels];
  const data = new Uint8Array(to * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const row = Math.min(y, image.heightPx - 1) * from;
    data.set(image.data.subarray(row, row + from), y * to);
    for (let i = y * to + from; i < (y + 1) * to; i++) data[i] = data[i - channels]!;
  }
  return { widthPx, heightPx, channels, data };
}

/** The gray picture in the left upper corner of one that was padded; what is no whole level is rounded. */
export function withoutPadding(
  data: ArrayLike<number>,
  rowPx: number,
  { widthPx, heightPx }: Pick<ByteImage, 'widthPx' | 'heightPx'>,
): ByteImage {
  const inside = new Uint8Array(widthPx * heightPx);
  for (let y = 0, i = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++, i++)
      inside[i] = Math.min(255, Math.max(0, Math.round(data[y * rowPx + x]!)));
  return { widthPx, heightPx, channels: 1, data: inside };
}
