import { float, int } from '../attribute';
import { apply, differentiable, type Value } from '../graph';
import { fixed } from './broadcast';
import { add, div, mul, neg, sqrt, square, sub } from './elementwise';
import { reduceMean, reduceSum } from './reduce';
import { reshape } from './shape';

export interface BatchNorm {
  readonly y: Value;
  /** Of each channel over all pictures and places, [C]. */
  readonly mean: Value;
  /** The same: mean squared distance from the mean. */
  readonly variance: Value;
}

/**
 * Batch normalisation while training (Ioffe and Szegedy 2015): each channel of [N, C, H, W] with the mean and variance
 * that it has in this batch; scale and offset are [C].
 */
export function batchNorm(x: Value, scale: Value, offset: Value, epsilon: number): BatchNorm {
  const axes = [0, 2, 3];
  const mean = reduceMean(x, axes);
  const centred = sub(x, mean);
  const variance = perChannel(reduceMean(square(centred), axes));
  const inverse = div(1, sqrt(add(variance, epsilon)));
  const factor = mul(scale, inverse);
  const y = affine(centred, factor, offset);
  differentiable(y, [x, scale, offset], (d) => {
    const toOffset = perChannel(reduceSum(d, axes));
    const toScale = mul(perChannel(reduceSum(mul(d, centred), axes)), inverse);
    // dx = factor · (d − mean(d) − x̂ · mean(d · x̂)), in three passes.
    const share = Number(x.dims[1]) / fixed(x.dims).reduce((product, dim) => product * dim, 1);
    const ofCentred = neg(mul(mul(mul(toScale, inverse), factor), share));
    const ofOne = neg(mul(mul(toOffset, factor), share));
    const toX = add(affine(centred, ofCentred, ofOne), mul(d, reshape(factor, [1, -1, 1, 1])));
    return [toX, toScale, toOffset];
  });
  return { y, mean: perChannel(mean), variance };
}

/** Each channel of [N, C, H, W] with a mean and a variance of its own, [C], such as those kept while training. */
export function normalize(
  x: Value,
  scale: Value,
  offset: Value,
  mean: Value,
  variance: Value,
  epsilon: number,
): Value {
  return apply(
    'BatchNormalization',
    [x, scale, offset, mean, variance],
    { epsilon: float(epsilon) },
    x.type,
    x.dims,
  );
}

/** Factor · x + summand, both [C]: in one pass, where a product and a sum are two. */
function affine(x: Value, factor: Value, summand: Value): Value {
  const channels = Number(x.dims[1]);
  const all = (value: number) => x.graph.float([channels], Array<number>(channels).fill(value));
  return normalize(x, factor, summand, all(0), all(1), 0);
}

/** Each row of the last axis, [.., C], with its own mean and variance (Ba et al. 2016); scale and offset are [C]. */
export function layerNorm(x: Value, scale: Value, offset: Value, epsilon: number): Value {
  const one = { type: x.type, dims: [...x.dims.slice(0, -1), 1] };
  const attributes = { axis: int(-1), epsilon: float(epsilon) };
  const [y, mean, inverse] = x.graph.apply('LayerNormalization', [x, scale, offset], attributes, [
    { type: x.type, dims: x.dims },
    one,
    one,
  ]);
  if (!y || !mean || !inverse) throw new Error('LayerNormalization has three outputs');
  return differentiable(y, [x, scale, offset], (d) => {
    const standard = mul(sub(x, mean), inverse);
    const rows = x.dims.slice(0, -1).map((_, axis) => axis);
    const sumOf = (value: Value) => reshape(reduceSum(value, rows), [-1]);
    return [standardGradient(mul(d, scale), standard, inverse, [-1]), sumOf(mul(d, standard)), sumOf(d)];
  });
}

/**
 * Each picture of [N, C, H, W] and each so many of its channels with their own mean and variance (Wu and He 2018);
 * scale and offset are [C].
 */
export function groupNorm(x: Value, groups: number, scale: Value, offset: Value, epsilon: number): Value {
  const dims = fixed(x.dims);
  const grouped = reshape(x, [dims[0] ?? 0, groups, -1]);
  const standard = reshape(standardized(grouped, [2], epsilon), dims);
  return add(mul(standard, reshape(scale, [1, -1, 1, 1])), reshape(offset, [1, -1, 1, 1]));
}

/** With mean 0 and variance 1 over the axes. */
function standardized(x: Value, axes: readonly number[], epsilon: number): Value {
  const centred = sub(x, reduceMean(x, axes));
  const inverse = div(1, sqrt(add(reduceMean(square(centred), axes), epsilon)));
  const y = mul(centred, inverse);
  return differentiable(y, [x], (d) => [standardGradient(d, y, inverse, axes)]);
}

/** (d − mean(d) − y · mean(d · y)) / deviation, for y with mean 0 and variance 1. */
function standardGradient(d: Value, y: Value, inverse: Value, axes: readonly number[]): Value {
  const along = mul(y, reduceMean(mul(d, y), axes));
  return mul(sub(sub(d, reduceMean(d, axes)), along), inverse);
}

function perChannel(x: Value): Value {
  return reshape(x, [-1]);
}
