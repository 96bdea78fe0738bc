import type { Value } from '../graph/graph';
import { relu } from '../graph/ops/activation';
import { abs, add, cast, max, min, mul, sub } from '../graph/ops/elementwise';
import { matMul, transpose } from '../graph/ops/matrix';
import { range, reshape, sizeOf, slice, squeeze, unsqueeze } from '../graph/ops/shape';
import type { Level } from './level';

/** A shift for each knot of a wide net over the test image, linear in between. */
export interface Net {
  /** [1, 2, rows, columns] of knots: x and y, pixels. */
  readonly shifts: Value;
  /** Place of the knots, [columns, 1] and [rows, 1]: pixels from the centre of the image. */
  readonly x: Value;
  readonly y: Value;
  readonly spacingPx: number;
}

/** @param shifts of knots at each so many cells of the level, from the first on */
export function netOf(shifts: Value, level: Level, spacingCells: number): Net {
  const spacingPx = spacingCells * level.cellPx;
  const places = (axis: number, cells: Value) => {
    const steps = mul(unsqueeze(cast(range(sizeOf(shifts, axis)), 'float32'), [1]), spacingPx);
    return add(steps, slice(cells, [0], [0], [1]));
  };
  return { shifts, x: places(3, level.x), y: places(2, level.y), spacingPx };
}

/**
 * How much each knot counts at each place, [places, knots]: linear between knots, beyond the outermost as there.
 * @param places [places, 1]
 * @param knots [knots, 1], evenly spaced
 */
export function shareOfKnots(places: Value, knots: Value, spacingPx: number): Value {
  const within = max(min(places, slice(knots, [0], [-1], [Infinity])), slice(knots, [0], [0], [1]));
  const distance = abs(sub(within, transpose(knots, [1, 0])));
  return relu(sub(1, mul(distance, 1 / spacingPx)));
}

/** The shifts of each row of knots at each column, x and y in turn, times the scale [2]: [rows of knots, 2 · columns]. */
export function shiftsAcross(net: Net, columns: Value, scale: Value): Value {
  const ofKnots = mul(transpose(squeeze(net.shifts, [0]), [1, 2, 0]), scale);
  return reshape(matMul(shareOfKnots(columns, net.x, net.spacingPx), ofKnots), [0, -1]);
}
