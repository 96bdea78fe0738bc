import type { LabelledBox } from '#shared/domain/dataset';
import { boundsOf, type Affine } from './affine';
import type { Region } from './planes';

/** A box of less than this on a side says nothing any more, px. */
const leastSidePx = 1;

/**
 * The upright boxes around what becomes of the boxes, clipped to the region of the frame; dropped where less than
 * `keepShare` (0..1) of the area is left.
 */
export function warpBoxes(
  boxes: readonly LabelledBox[],
  toFrame: Affine,
  region: Region,
  keepShare: number,
): LabelledBox[] {
  return boxes.flatMap(({ label, box }) => {
    const [x, y, width, height] = boundsOf(toFrame, box);
    const left = Math.max(region.left, x);
    const top = Math.max(region.top, y);
    const clippedWidth = Math.min(region.right, x + width) - left;
    const clippedHeight = Math.min(region.bottom, y + height) - top;
    if (clippedWidth < leastSidePx || clippedHeight < leastSidePx) return [];
    if (clippedWidth * clippedHeight < keepShare * width * height) return [];
    return [{ label, box: [left, top, clippedWidth, clippedHeight] }];
  });
}
