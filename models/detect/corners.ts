import type { Value } from '../graph/graph';
import { add, cast, mul, sub } from '../graph/ops/elementwise';
import { concat, range, reshape, sizeOf, slice } from '../graph/ops/shape';

/**
 * From distances [N, 4, h, w] to the boxes themselves: left, top, right and bottom in pixels of the picture.
 * h and w may be free.
 */
export function cornersOf(distances: Value, stride: number): Value {
  const centres = (axis: number) => mul(add(cast(range(sizeOf(distances, axis)), 'float32'), 0.5), stride);
  const x = reshape(centres(3), [1, 1, 1, -1]);
  const y = reshape(centres(2), [1, 1, -1, 1]);
  const side = (i: number) => slice(distances, [1], [i], [i + 1]);
  return concat([sub(x, side(0)), sub(y, side(1)), add(x, side(2)), add(y, side(3))], 1);
}
