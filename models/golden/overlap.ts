import type { PixelImage } from '#shared/domain/frame';

/**
 * The columns of each row of the test image that lie on the golden, at least `borderPx` inside its edge: the golden's
 * frame, seen from the test image, is a parallelogram, so each row has one such span (maybe empty).
 * @param pose the six numbers of the graph's output, see pose.ts
 */
export function spanOf(
  pose: Float32Array,
  { widthPx, heightPx }: Pick<PixelImage, 'widthPx' | 'heightPx'>,
  borderPx: number,
): (row: number) => readonly [from: number, to: number] {
  const [xx = 1, xy = 0, shiftX = 0, yx = 0, yy = 1, shiftY = 0] = pose;
  // Pixel centres reach half a pixel less far than the image.
  const [reachX, reachY] = [(widthPx - 1) / 2 - borderPx, (heightPx - 1) / 2 - borderPx];
  const middle = (widthPx - 1) / 2;
  return (row) => {
    const y = row - (heightPx - 1) / 2;
    const [a, b] = between(xx, xy * y + shiftX, reachX);
    const [c, d] = between(yx, yy * y + shiftY, reachY);
    // A hundredth of a pixel beyond the edge is rounding, not motion.
    const from = Math.max(0, Math.ceil(Math.max(a, c) + middle - 0.01));
    const to = Math.min(widthPx, Math.floor(Math.min(b, d) + middle + 0.01) + 1);
    return from < to ? [from, to] : [0, 0];
  };
}

/** The x for which |slope · x + offset| stays within the reach. */
function between(slope: number, offset: number, reach: number): [number, number] {
  if (Math.abs(slope) < 1e-9)
    return Math.abs(offset) <= reach ? [-Infinity, Infinity] : [Infinity, -Infinity];
  const [a, b] = [(-reach - offset) / slope, (reach - offset) / slope];
  return a < b ? [a, b] : [b, a];
}
