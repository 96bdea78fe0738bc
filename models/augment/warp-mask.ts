import type { LabelMask } from '#shared/domain/dataset';
import { inverse, type Affine } from './affine';
import type { MaskPlane, Outside, Region } from './planes';

/** Writes a region of the plane from the mask: of each pixel centre the label there. */
export function warpMask(
  { widthPx, heightPx, data }: LabelMask,
  toFrame: Affine,
  plane: MaskPlane,
  region: Region,
  outside: Outside,
): void {
  const [a, b, c, d, e, f] = inverse(toFrame);
  for (let y = region.top; y < region.bottom; y++) {
    const u = a * 0.5 + b * (y + 0.5) + c;
    const v = d * 0.5 + e * (y + 0.5) + f;
    const at = plane.offset + y * plane.widthPx;
    for (let x = region.left; x < region.right; x++) {
      let sourceX = Math.floor(u + x * a);
      let sourceY = Math.floor(v + x * d);
      if (sourceX < 0 || sourceX >= widthPx || sourceY < 0 || sourceY >= heightPx) {
        if (outside !== 'edge') {
          plane.data[at + x] = 0;
          continue;
        }
        sourceX = Math.min(widthPx - 1, Math.max(0, sourceX));
        sourceY = Math.min(heightPx - 1, Math.max(0, sourceY));
      }
      plane.data[at + x] = data[sourceY * widthPx + sourceX]!;
    }
  }
}
