import { int, text } from '../attribute';
import { apply, unknownDim, type Value } from '../graph';

/**
 * Looks up [N, C, H, W] at the positions [N, h, w, 2] of the grid (x, y; -1 is the left or top edge of the image,
 * 1 the right or bottom edge), bilinear between pixels; beyond the edge the border pixel repeats.
 */
export function gridSample(x: Value, grid: Value): Value {
  const [n = unknownDim, c = unknownDim] = x.dims;
  const [, height = unknownDim, width = unknownDim] = grid.dims;
  const attributes = { mode: text('bilinear'), padding_mode: text('border'), align_corners: int(0) };
  return apply('GridSample', [x, grid], attributes, x.type, [n, c, height, width]);
}
