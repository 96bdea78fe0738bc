import type { Value } from '../graph/graph';
import { add, clip, div, mul, sub } from '../graph/ops/elementwise';
import { reduceSum } from '../graph/ops/reduce';

/** How the test image is lit compared with the golden: test = gain · golden + offset. */
export interface Light {
  readonly gain: Value;
  readonly offset: Value;
}

/** Contrasts beyond this are not light: they are another picture. */
const gainRange = [0.25, 4] as const;

/** The weighted least squares fit over [1, 1, rows, columns]; where nothing has contrast the gain is 1. */
export function fitLight(test: Value, golden: Value, weights: Value): Light {
  const total = add(reduceSum(weights, [2, 3]), 1e-3);
  const mean = (x: Value) => div(reduceSum(mul(x, weights), [2, 3]), total);
  const [testMean, goldenMean] = [mean(test), mean(golden)];
  const [t, g] = [sub(test, testMean), sub(golden, goldenMean)];
  const gain = clip(div(add(mean(mul(t, g)), 1), add(mean(mul(g, g)), 1)), ...gainRange);
  return { gain, offset: sub(testMean, mul(gain, goldenMean)) };
}
