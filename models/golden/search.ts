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

/**
 * The coarse pose: the golden in each of the rotations, without its margin, is laid on the test image at each shift of
 * whole cells; the place with the highest correlation coefficient wins, whatever the light.
 */
export function search(test: Level, golden: Level, { reach, degrees }: GoldenParameters['search']): Pose {
  const { graph } = test.image;
  const turns = degrees.map((angle) => turn((angle * Math.PI) / 180));
  const turned = turns.map((pose) => gridSample(golden.image, gridOf(graph.float([2, 3], pose), golden)));
  const inner = slice(concat(turned, 0), [2, 3], [reach, reach], [-reach, -reach]);
  const best = bestPlace(test.image, sub(inner, reduceMean(inner, [2, 3])));

  const side = 2 * reach + 1;
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

/** Where the correlation coefficient of the image and the templates [n, 1, h, w] of mean 0 is highest: int64 [1], counting templates, then rows, then columns. */
function bestPlace(image: Value, templates: Value): Value {
  const ones = add(mul(slice(templates, [0], [0], [1]), 0), 1);
  const sum = conv(image, ones);
  const variation = sub(conv(mul(image, image), ones), div(mul(sum, sum), reduceSum(ones, [2, 3])));
  const energy = reshape(reduceSum(mul(templates, templates), [2, 3]), [1, -1, 1, 1]);
  const correlation = div(conv(image, templates), sqrt(mul(max(variation, 1), max(energy, 1))));
  return argMax(reshape(correlation, [-1]), 0);
}
