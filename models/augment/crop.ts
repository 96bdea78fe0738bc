import type { Box } from '#shared/numeric/geometry';
import type { Random } from '#shared/numeric/random';
import { translation, type Affine } from './affine';
import type { Size } from './fit';

/**
 * Lays a window of the frame's size over the picture and moves it to the frame: around one of the boxes with the given
 * chance, with all of that box in view if it fits, else anywhere. The window stays on the picture as far as that goes.
 * @param picture what the picture has become so far: the upright box around it
 * @param boxes in the same coordinates
 */
export function drawCrop(
  picture: Box,
  boxes: readonly Box[],
  frame: Size,
  aroundBox: number,
  random: Random,
): Affine {
  const around = random.next() < aroundBox && boxes.length > 0 ? random.pick(boxes) : null;
  const along = (axis: 0 | 1, lengthPx: number): number => {
    let [from, to] = roomFor(picture[axis], picture[axis + 2]!, lengthPx);
    if (around) {
      // Where the window shows all of the box; a box that is larger is shown in parts.
      const end = around[axis] + around[axis + 2]! - lengthPx;
      const [least, most] = [Math.min(end, around[axis]), Math.max(end, around[axis])];
      [from, to] = [clamp(least, from, to), clamp(most, from, to)];
    }
    return random.uniform(from, to);
  };
  return translation(-along(0, frame.widthPx), -along(1, frame.heightPx));
}

/** Where a window of this length may begin; a picture that is smaller stands in its middle. */
function roomFor(start: number, extent: number, lengthPx: number): readonly [from: number, to: number] {
  if (extent >= lengthPx) return [start, start + extent - lengthPx];
  const middle = start + (extent - lengthPx) / 2;
  return [middle, middle];
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}
