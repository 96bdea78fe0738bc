import type { Value } from '../graph/graph';
import { add, cast, div, mul, sub } from '../graph/ops/elementwise';
import { matMul } from '../graph/ops/matrix';
import { concat, reshape, reshapeTo, shapeOf, slice, unsqueeze } from '../graph/ops/shape';
import type { Level } from './level';
import { shareOfKnots, shiftsAcross, type Net } from './net';

/**
 * Where the test image lies on the golden: an affine map [2, 3]. A pixel of the test image at (x, y) from its centre
 * shows what the golden has at pose · (x, y, 1) from its own centre; all in pixels.
 */
export type Pose = Value;

/** The pose of a shift alone, or of a turn about the centre: [cos, -sin; sin, cos]. */
export function turn(radians: number): readonly number[] {
  return [Math.cos(radians), -Math.sin(radians), 0, Math.sin(radians), Math.cos(radians), 0];
}

/**
 * The grid with which GridSample looks up the golden's level: [1, rows, columns, 2].
 * It is one matrix product: [1, y] of each row times what 1 and y contribute in each column; the net, which shifts the
 * places once more, adds its knots to both.
 */
export function gridOf(pose: Pose, level: Level, net: Net | null = null): Value {
  const { graph } = pose;
  // GridSample's -1 and 1 are the edges of the cells; the full image may be larger by a part of a cell.
  const cells = cast(concat([size(level.image, 3), size(level.image, 2)], 0), 'float32');
  const covered = mul(cells, level.cellPx);
  const scale = div(2, covered);
  const origin = sub(
    div(concat([unsqueeze(level.widthPx, [0]), unsqueeze(level.heightPx, [0])], 0), covered),
    1,
  );

  const column = (i: number) => mul(reshape(slice(pose, [1], [i], [i + 1]), [1, 2]), scale);
  const constant = add(matMul(level.x, column(0)), add(column(2), origin));
  const ofY = add(mul(constant, 0), column(1));
  const terms = [reshape(constant, [1, -1]), reshape(ofY, [1, -1])];
  const rows = [add(mul(level.y, 0), 1), level.y];
  if (net) {
    terms.push(shiftsAcross(net, level.x, scale));
    rows.push(shareOfKnots(level.y, net.y, net.spacingPx));
  }
  const shape = concat([graph.list([1]), size(level.image, 2), graph.list([-1, 2])], 0);
  return reshapeTo(matMul(concat(rows, 1), concat(terms, 0)), shape, [
    1,
    level.image.dims[2] ?? '',
    level.image.dims[3] ?? '',
    2,
  ]);
}

function size(x: Value, axis: number): Value {
  return shapeOf(x, axis, axis + 1);
}
