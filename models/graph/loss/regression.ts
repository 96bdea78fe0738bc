import { differentiable, type Value } from '../graph';
import { foldTo } from '../ops/broadcast';
import { abs, clip, greater, max, mul, neg, square, sub, where } from '../ops/elementwise';
import { meanOf, shareOf, type Counted } from './mean';

/** Mean squared error. */
export function mse(prediction: Value, target: Value, counted: Counted = {}): Value {
  return ofError(prediction, target, counted, square, (error, share) => mul(error, mul(share, 2)));
}

/** Mean absolute error. */
export function mae(prediction: Value, target: Value, counted: Counted = {}): Value {
  // The sign, which not every provider has, in one pass: what is nearer to 0 than this does not occur.
  const least = 1e-12;
  return ofError(prediction, target, counted, abs, (error, share) =>
    mul(clip(error, -least, least), mul(share, 1 / least)),
  );
}

/** Half the squared error, beyond ±delta going on as a straight line (Huber 1964). */
export function huber(prediction: Value, target: Value, delta: number, counted: Counted = {}): Value {
  const limited = (error: Value) => clip(error, -delta, delta);
  return ofError(
    prediction,
    target,
    counted,
    (error) => mul(limited(error), sub(error, mul(limited(error), 0.5))),
    (error, share) => mul(limited(error), share),
  );
}

/**
 * The pinball loss, least where a share `level` (0..1) of the targets lies below the prediction (Koenker and Bassett
 * 1978): [.., L] for the levels in their order, target [.., 1].
 */
export function quantile(
  prediction: Value,
  target: Value,
  levels: readonly number[],
  counted: Counted = {},
): Value {
  const { graph } = prediction;
  const above = graph.float(
    [levels.length],
    levels.map((level) => 1 - level),
  );
  const below = graph.float(
    [levels.length],
    levels.map((level) => -level),
  );
  return ofError(
    prediction,
    target,
    counted,
    (error) => max(mul(error, above), mul(error, below)),
    (error, share) => mul(where(greater(error, 0), above, below), share),
  );
}

/**
 * The mean of what each error, prediction − target, costs.
 * @param slope the derivative of the cost, multiplied by the share
 */
function ofError(
  prediction: Value,
  target: Value,
  counted: Counted,
  cost: (error: Value) => Value,
  slope: (error: Value, share: Value) => Value,
): Value {
  const error = sub(prediction, target);
  const share = shareOf(error, counted);
  return differentiable(meanOf(cost(error), share), [prediction, target], (d) => {
    const gradient = slope(error, mul(share, d));
    return [foldTo(gradient, prediction), foldTo(neg(gradient), target)];
  });
}
