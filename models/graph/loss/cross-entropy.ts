import { differentiable, type Value } from '../graph';
import { add, div, exp, log, mul, sub, where } from '../ops/elementwise';
import { isClass, oneHot } from '../ops/one-hot';
import { reduceMax, reduceSum } from '../ops/reduce';
import { shareOf, sumOf, type Counted } from './mean';

export interface CrossEntropyOptions extends Counted {
  /** How much an entry of each class counts. */
  readonly classWeights?: readonly number[];
  /** Share of the target that is spread over all classes alike, 0..1 (Szegedy et al. 2016). */
  readonly smoothing?: number;
}

/**
 * Cross entropy of logits [N, C] or [N, C, H, W]. The target is the number of the class, int32 or int64 [N] or
 * [N, H, W], or the share of each class, float32 with the dims of the logits; weights are [N, 1] or [N, 1, H, W].
 * As in PyTorch, an entry counts in the mean as much as its class does.
 */
export function crossEntropy(logits: Value, target: Value, options: CrossEntropyOptions = {}): Value {
  const wanted = wantedOf(logits, target, options);
  const low = sub(logits, reduceMax(logits, [1]));
  const powers = exp(low);
  const [sum, all] = [reduceSum(powers, [1]), reduceSum(wanted, [1])];
  // −Σ wanted · log p, where log p = low − log sum.
  const loss = sub(sumOf(mul(all, log(sum))), sumOf(mul(wanted, low)));
  // p · Σ wanted − wanted, where p = powers / sum.
  return differentiable(loss, [logits], (d) => [mul(sub(mul(powers, div(all, sum)), wanted), d)]);
}

/** What −log p of each class of each entry counts in the loss. */
function wantedOf(logits: Value, target: Value, options: CrossEntropyOptions): Value {
  const { classWeights, smoothing = 0 } = options;
  const classes = Number(logits.dims[1]);
  const dims = logits.dims.map((_, axis) => (axis === 1 && classWeights ? classes : 1));
  const weights = logits.graph.float(dims, classWeights ?? [1]);
  const counts = mul(weights, shareOfEntries(logits, target, weights, options));
  const spread = smoothing / classes;
  return target.type === 'float32'
    ? mul(add(mul(target, 1 - smoothing), spread), counts)
    : where(isClass(target, classes), mul(counts, 1 - smoothing + spread), mul(counts, spread));
}

/** What each entry is multiplied by, besides the weight of its class: dims [N, 1, ..], or one number. */
function shareOfEntries(
  logits: Value,
  target: Value,
  classWeights: Value,
  options: CrossEntropyOptions,
): Value {
  const shares = target.type === 'float32' ? target : oneHot(target, Number(logits.dims[1]));
  const ofClass = reduceSum(mul(shares, classWeights), [1]);
  const { weights } = options;
  const total = options.total ?? (options.classWeights && sumOf(weights ? mul(ofClass, weights) : ofClass));
  return shareOf(ofClass, { ...(weights && { weights }), ...(total && { total }) });
}
