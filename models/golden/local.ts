import type { Value } from '../graph/graph';
import { add, clip, div, mul, neg, sub } from '../graph/ops/elementwise';
import { gridSample } from '../graph/ops/sample';
import { concat, slice } from '../graph/ops/shape';
import { averagePool } from '../graph/ops/pool';
import type { Level } from './level';
import { netOf, type Net } from './net';
import type { GoldenParameters } from './parameters';
import { gridOf } from './pose';
import type { Fit } from './refine';
import { gradientOf, overlap, residualOf, trust } from './residual';

/**
 * What bends and creeps beyond the pose: a board that is not flat, a line camera that does not run evenly. Around each
 * knot the shift that explains what is left there (Lucas and Kanade 1981), weighted like the fit of the pose, so that a
 * defect does not pull, and held to `maxPx`.
 */
export function bend(
  { pose, light }: Fit,
  test: Level,
  golden: Level,
  { spacingCells, windowCells, steps, robustLevels, maxPx, stiffness }: GoldenParameters['local'],
): Net | null {
  const gradient = gradientOf(test);
  const [alongX, alongY] = [slice(gradient, [1], [0], [1]), slice(gradient, [1], [1], [2])];
  let net: Net | null = null;
  for (let step = 0; step < steps; step++) {
    const grid = gridOf(pose, golden, net);
    const residual = residualOf(gridSample(golden.image, grid), test, light);
    const weights = mul(overlap(grid), trust(residual, robustLevels));
    const [weightedX, weightedY] = [mul(alongX, weights), mul(alongY, weights)];
    const products = [
      mul(weightedX, alongX),
      mul(weightedX, alongY),
      mul(weightedY, alongY),
      mul(weightedX, residual),
      mul(weightedY, residual),
    ];
    const sums = pool(concat(products, 1), windowCells, spacingCells);
    const [xx, xy, yy, xr, yr] = [0, 1, 2, 3, 4].map((i) => slice(sums, [1], [i], [i + 1])) as [
      Value,
      Value,
      Value,
      Value,
      Value,
    ];
    const [a, d] = [add(xx, stiffness), add(yy, stiffness)];
    const determinant = sub(mul(a, d), mul(xy, xy));
    const shiftX = div(sub(mul(d, xr), mul(xy, yr)), determinant);
    const shiftY = div(sub(mul(a, yr), mul(xy, xr)), determinant);
    // As with the pose, the motion is the test image's: the golden is looked up the other way.
    const more = neg(concat([shiftX, shiftY], 1));
    const shifts: Value = clip(net ? add(net.shifts, more) : more, -maxPx, maxPx);
    net = netOf(shifts, test, spacingCells);
  }
  return net;
}

/** The mean over a square of the side, at each so many cells; along the rows first, then along the columns. */
function pool(x: Value, side: number, stride: number): Value {
  const reach = (side - 1) / 2;
  const along = averagePool(x, { kernel: [1, side], strides: [1, stride], pads: [0, reach, 0, reach] });
  return averagePool(along, { kernel: [side, 1], strides: [stride, 1], pads: [reach, 0, reach, 0] });
}
