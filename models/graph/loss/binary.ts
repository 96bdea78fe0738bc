import { differentiable, type Value } from '../graph';
import { sigmoid, softplus } from '../ops/activation';
import { add, mul, pow, square, sub } from '../ops/elementwise';
import { meanOf, shareOf, type Counted } from './mean';

/** Cross entropy of the probabilities sigmoid(logits) with targets 0..1 of the same dims. */
export function binaryCrossEntropy(logits: Value, target: Value, counted: Counted = {}): Value {
  // −t log s − (1 − t) log(1 − s) = softplus(x) − t x
  const share = shareOf(logits, counted);
  const loss = meanOf(sub(softplus(logits), mul(logits, target)), share);
  return differentiable(loss, [logits], (d) => [mul(sub(sigmoid(logits), target), mul(share, d))]);
}

export interface FocalOptions extends Counted {
  /** How fast what is right already ceases to count; 2 where left out. */
  readonly gamma?: number;
  /** How much the entries with target 1 count, the others 1 − alpha; 0..1, 0.25 where left out. */
  readonly alpha?: number;
}

/** Focal loss (Lin et al. 2017): targets are 0 or 1, with the dims of the logits. */
export function focal(logits: Value, target: Value, options: FocalOptions = {}): Value {
  const { gamma = 2, alpha = 0.25 } = options;
  const side = sub(1, mul(target, 2));
  const wrong = mul(logits, side); // the logit of being wrong
  const miss = sigmoid(wrong);
  const cost = softplus(wrong); // −log(1 − miss)
  const balance = add(mul(target, 2 * alpha - 1), 1 - alpha);
  const factor = mul(gamma === 2 ? square(miss) : pow(miss, gamma), balance);
  const share = shareOf(logits, options);
  const loss = meanOf(mul(factor, cost), share);
  // By the logit of being wrong: factor · (γ (1 − miss) cost + miss).
  return differentiable(loss, [logits], (d) => {
    const slope = add(mul(mul(sub(1, miss), cost), gamma), miss);
    return [mul(mul(mul(factor, slope), side), mul(share, d))];
  });
}
