import type { Value } from '../graph/graph';
import { add, mul } from '../graph/ops/elementwise';
import { batchNorm, normalize } from '../graph/ops/norm';
import { fixed } from '../graph/ops/broadcast';
import type { Layers } from './layers';

/** As PyTorch has them; the share of the running values that each step replaces. */
const epsilon = 1e-5;
const momentum = 0.1;

/**
 * Batch norm of [N, C, H, W]: while training by mean and variance of the batch, afterwards by the running ones. Weights
 * `name.scale` and `name.offset`, states `name.mean` and `name.variance`, [C] each.
 */
export function norm(layers: Layers, name: string, x: Value): Value {
  const dims = [Number(x.dims[1])];
  const scale = layers.weight(`${name}.scale`, dims, { kind: 'constant', value: 1 });
  const offset = layers.weight(`${name}.offset`, dims, { kind: 'constant', value: 0 });
  const mean = layers.state(`${name}.mean`, dims, 0);
  const variance = layers.state(`${name}.variance`, dims, 1);
  if (layers.mode !== 'train') return normalize(x, scale, offset, mean, variance, epsilon);

  const batch = batchNorm(x, scale, offset, epsilon);
  const [n = 0, , height = 0, width = 0] = fixed(x.dims);
  const count = n * height * width;
  const moved = (from: Value, to: Value, share: number) =>
    add(mul(from, 1 - momentum), mul(to, momentum * share));
  layers.update(`${name}.mean`, moved(mean, batch.mean, 1));
  // The running one is the unbiased estimate.
  layers.update(`${name}.variance`, moved(variance, batch.variance, count / Math.max(1, count - 1)));
  return batch.y;
}

/** A norm with its running values is factor · x + summand, a number each for each channel. */
export function foldNorm(layers: Layers, name: string): { factor: Float32Array; summand: Float32Array } {
  const [scale, offset] = [layers.numbersOf(`${name}.scale`), layers.numbersOf(`${name}.offset`)];
  const [mean, variance] = [layers.numbersOf(`${name}.mean`), layers.numbersOf(`${name}.variance`)];
  const factor = scale.map((value, i) => value / Math.sqrt((variance[i] ?? NaN) + epsilon));
  const summand = offset.map((value, i) => value - (mean[i] ?? NaN) * (factor[i] ?? NaN));
  return { factor, summand };
}
