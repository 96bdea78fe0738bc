/**
 * Which share of each pixel of the loss is of which class, [classes, size, size], written from the offset on. A class
 * that the network does not have is none: the pixel counts nothing.
 * @param crop a class a pixel, [step · size]²
 * @param step pixels of the crop for one of the loss
 */
export function writeShares(
  crop: Uint8Array,
  step: number,
  size: number,
  classes: number,
  shares: Float32Array,
  offset: number,
): void {
  const plane = size * size;
  shares.fill(0, offset, offset + classes * plane);
  for (let y = 0, i = 0; y < step * size; y++) {
    const row = offset + Math.floor(y / step) * size;
    for (let x = 0; x < step * size; x++, i++) {
      const kind = crop[i]!;
      if (kind < classes) shares[row + kind * plane + Math.floor(x / step)]! += 1 / (step * step);
    }
  }
}
