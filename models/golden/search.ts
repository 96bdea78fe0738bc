import type { Value } from '../graph/graph';
import { add, cast, div, floor, max, mul, sqrt, sub } from '../graph/ops/elementwise';
import { matMul } from '../graph/ops/matrix';
import { argMax, reduceMean, reduceSum } from '../graph/ops/reduce';
import { gridSample } from '../graph/ops/sample';
import { concat, gather, reshape, slice } from '../graph/ops/shape';
import { conv } from '../graph/ops/conv';
import type { Level } from './level';
import type { GoldenParameters } from './parameters';
import { gridOf, turn, type Pose } from './pose';

/** What varies less than this over the golden, or over what lies under it, is noise and no landmark; levels. */
const leastDeviation = 1;
/**
 * What a degree of rotation and a cell of shift cost in correlation: where the inside of a picture shows nothing, or the
 * same again and again, it lies as its holder has it.
 */
const costs = { degree: 0.004, cell: 0.004 };

/**
 * The coarse pose: the golden in each of the rotations, without its margin, is laid on the test image at each shift of
 * whole cells; the place with the highest correlation coefficient wins, whatever the light; of nearly equal ones the
 * nearest.
 */
export function search(test: Level, golden: Level, { reach, degrees }: GoldenParameters['search']): Pose {
  const { graph } = test.image;
  const turns = degrees.map((angle) => turn((angle * Math.PI) / 180));
  const turned = turns.map((pose) => gridSample(golden.image, gridOf(graph.float([2, 3], pose), golden)));
  const inner = slice(concat(turned, 0), [2, 3], [reach, reach], [-reach, -reach]);
  const side = 2 * reach + 1;
  const cost = graph.float([1, degrees.length, side, side], costsOf(degrees, reach));
  const best = bestPlace(test.image, sub(inner, reduceMean(inner, [2, 3])), cost);

  const place = cast(best, 'float32');
  const which = floor(div(place, side * side));
  const row = floor(div(sub(place, mul(which, side * side)), side));
  const column = sub(sub(place, mul(which, side * side)), mul(row, side));
  // The test image shows the turned golden moved by this: the pose undoes the move before it turns.
  const move = mul(reshape(concat([column, row], 0), [2, 1]), test.cellPx);
  const undone = sub(reach * test.cellPx, move);
  const rotation = slice(
    reshape(gather(graph.float([turns.length, 6], turns.flat()), cast(which, 'int64')), [2, 3]),
    [1],
    [0],
    [2],
  );
  return concat([rotation, matMul(rotation, undone)], 1);
}

/**
 * Where the correlation coefficient of the image and the templates [n, 1, h, w] of mean 0, less the cost of the place, is
 * highest: int64 [1], counting templates, then rows, then columns.
 */
function bestPlace(image: Value, templates: Value, cost: Value): Value {
  const ones = add(mul(slice(templates, [0], [0], [1]), 0), 1);
  const cells = reduceSum(ones, [2, 3]);
  const sum = conv(image, ones);
  const variation = sub(conv(mul(image, image), ones), div(mul(sum, sum), cells));
  const energy = reshape(reduceSum(mul(templates, templates), [2, 3]), [1, -1, 1, 1]);
  const least = mul(cells, leastDeviation ** 2);
  const correlation = div(conv(image, templates), sqrt(mul(max(variation, least), max(energy, least))));
  return argMax(reshape(sub(correlation, cost), [-1]), 0);
}

/** In the order of the places. */
function costsOf(degrees: readonly number[], reach: number): number[] {
  const shifts = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  return degrees.flatMap((angle) =>
    shifts.flatMap((row) =>
      shifts.map((column) => costs.degree * Math.abs(angle) + costs.cell * Math.hypot(row, column)),
    ),
  );
}
