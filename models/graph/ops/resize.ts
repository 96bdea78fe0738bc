import { ints, text } from '../attribute';
import { apply, differentiable, unknownDim, type Value } from '../graph';
import { fixed } from './broadcast';
import { mul } from './elementwise';
import { matMul, transpose } from './matrix';
import type { Pair } from './window';

/** Each entry of [N, C, H, W] becomes a block of so many rows and columns. */
export function resizeNearest(x: Value, factors: Pair): Value {
  const [n = unknownDim, c = unknownDim, ...size] = x.dims;
  const grown = size.map((dim, i) => (typeof dim === 'number' ? dim * (factors[i] ?? 1) : unknownDim));
  // ONNX Runtime has a fast way for doubling in these modes.
  const modes = { coordinate_transformation_mode: text('asymmetric'), nearest_mode: text('floor') };
  const scales = x.graph.float([4], [1, 1, ...factors]);
  const y = apply('Resize', [x, null, scales], { mode: text('nearest'), ...modes }, x.type, [n, c, ...grown]);
  return differentiable(y, [x], (d) => {
    const blocks = { kernel_shape: ints(factors), strides: ints(factors) };
    return [mul(apply('AveragePool', [d], blocks, x.type, x.dims), factors[0] * factors[1])];
  });
}

/**
 * [N, C, H, W] → [N, C, size], linear between the centres of pixels, beyond the outermost as there. Made much smaller
 * it leaves pixels out.
 */
export function resizeBilinear(x: Value, size: Pair): Value {
  const modes = {
    mode: text('linear'),
    coordinate_transformation_mode: text('half_pixel'),
    axes: ints([2, 3]),
  };
  const [n = unknownDim, c = unknownDim] = x.dims;
  const y = apply('Resize', [x, null, null, x.graph.list(size)], modes, x.type, [n, c, ...size]);
  return differentiable(y, [x], (d) => {
    const [height = 0, width = 0] = fixed(x.dims.slice(2));
    const rows = x.graph.float([size[0], height], sharesOf(size[0], height));
    const columns = x.graph.float([size[1], width], sharesOf(size[1], width));
    // Rows and columns are resized one after the other, y = R x Cᵀ: dx = Rᵀ dy C.
    return [matMul(matMul(transpose(rows, [1, 0]), d), columns)];
  });
}

/** What each of `to` pixels in a row takes of each of `from`, [to, from]. */
function sharesOf(to: number, from: number): number[] {
  const shares = Array.from({ length: to * from }, () => 0);
  for (let i = 0; i < to; i++) {
    const place = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
    const [before, share] = [Math.floor(place), place % 1];
    shares[i * from + before] = 1 - share;
    if (share > 0) shares[i * from + before + 1] = share;
  }
  return shares;
}
