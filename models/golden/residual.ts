import type { Value } from '../graph/graph';
import { abs, add, clip, div, mul, sub } from '../graph/ops/elementwise';
import { transpose } from '../graph/ops/matrix';
import { reduceMax } from '../graph/ops/reduce';
import { padEdge } from '../graph/ops/shape';
import { conv } from '../graph/ops/conv';
import type { Level } from './level';
import type { Light } from './light';

/** The golden as it lies, in the test image's light, less the test image: [1, 1, rows, columns], levels. */
export function residualOf(golden: Value, test: Level, { gain, offset }: Light): Value {
  return sub(add(mul(golden, gain), offset), test.image);
}

/** 1 where the grid stays on the golden, else 0: [1, 1, rows, columns]. A steep slope is faster than a comparison. */
export function overlap(grid: Value): Value {
  const farthest = transpose(reduceMax(abs(grid), [3]), [0, 3, 1, 2]);
  return clip(sub(1e4 + 1, mul(farthest, 1e4)), 0, 1);
}

/** (1 + (r / levels)²)⁻², Geman and McClure 1985: what disagrees by much more counts for little. */
export function trust(residual: Value, levels: number): Value {
  const ratio = mul(residual, 1 / levels);
  const root = div(1, add(mul(ratio, ratio), 1));
  return mul(root, root);
}

/** Levels a pixel along x and along y, by central differences: [1, 2, rows, columns]. */
export function gradientOf({ image, cellPx }: Level): Value {
  const step = 1 / (2 * cellPx);
  const central = [0, 0, 0, -step, 0, step, 0, 0, 0, 0, -step, 0, 0, 0, 0, 0, step, 0];
  return conv(padEdge(image, [2, 3], [1, 1]), image.graph.float([2, 1, 3, 3], central));
}
