import { text } from '../graph/attribute';
import { apply, unknownDim, type Dim, type Value } from '../graph/graph';
import { resizeBilinear } from '../graph/ops/resize';

/**
 * [N, C, H, W] → [N, C, factor · H, factor · W], linear between the centres of pixels; where the size is free, too.
 * @param named what a free height and width shall be called
 */
export function enlarged(x: Value, factor: number, named: readonly Dim[] = [unknownDim, unknownDim]): Value {
  if (factor === 1) return x;
  const [n = unknownDim, c = unknownDim, height = unknownDim, width = unknownDim] = x.dims;
  if (typeof height === 'number' && typeof width === 'number') {
    return resizeBilinear(x, [factor * height, factor * width]);
  }
  const modes = { mode: text('linear'), coordinate_transformation_mode: text('half_pixel') };
  const scales = x.graph.float([4], [1, 1, factor, factor]);
  return apply('Resize', [x, null, scales], modes, x.type, [n, c, ...named]);
}
