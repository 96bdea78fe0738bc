import type { Graph, Value } from '../graph/graph';
import { add, div, mul, min, sqrt, square, sub } from '../graph/ops/elementwise';
import { reduceSum } from '../graph/ops/reduce';
import { expand } from '../graph/ops/shape';
import type { Layout } from '../network/layout';
import { joined } from '../network/flat-layers';

/** Weight decay pulls weights of two or more dims towards 0; biases and norms are left alone. */
export type Optimizer =
  /** Adam (Kingma and Ba 2015); with decay AdamW (Loshchilov and Hutter 2019): the decay does not go through the moments. */
  | {
      readonly kind: 'adam';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    }
  /**
   * Stochastic gradient descent: velocity ← momentum · velocity + gradient; weights ← weights − rate · velocity. Here
   * too the decay does not go through the velocity, unlike PyTorch's.
   */
  | { readonly kind: 'sgd'; readonly momentum: number; readonly weightDecay: number };

export const adam = (weightDecay = 0): Optimizer => ({
  kind: 'adam',
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay,
});
export const sgd = (momentum = 0.9, weightDecay = 0): Optimizer => ({ kind: 'sgd', momentum, weightDecay });

/** What the optimizer keeps beside the weights from step to step: flat lists of the same size, zeros at first. */
export function buffersOf(optimizer: Optimizer): readonly string[] {
  return optimizer.kind === 'adam' ? ['mean', 'variance'] : ['velocity'];
}

/** The inputs of a step that change with the rate and with how many steps there were. */
export interface Pace {
  readonly rate: number;
  readonly root: number;
  readonly decay: number;
}

/** @param step counted from 1 */
export function paceOf(optimizer: Optimizer, rate: number, step: number): Pace {
  const decay = rate * optimizer.weightDecay;
  if (optimizer.kind === 'sgd') return { rate, root: 1, decay };
  const { beta1, beta2 } = optimizer;
  return { rate: rate / (1 - beta1 ** step), root: 1 / Math.sqrt(1 - beta2 ** step), decay };
}

export interface UpdateInputs {
  /** [size] each. */
  readonly weights: Value;
  readonly gradient: Value;
  readonly buffers: Readonly<Record<string, Value>>;
  /** Without dims. */
  readonly rate: Value;
  readonly root: Value;
  readonly decay: Value;
}

/** One step: the next weights and buffers. */
export function update(
  optimizer: Optimizer,
  layout: Layout,
  { weights, gradient, buffers, rate, root, decay }: UpdateInputs,
): { weights: Value; buffers: Readonly<Record<string, Value>> } {
  const { graph } = weights;
  const decayed = optimizer.weightDecay
    ? sub(weights, mul(mul(weights, decayMask(graph, layout)), decay))
    : weights;
  const buffer = (name: string) => {
    const value = buffers[name];
    if (!value) throw new Error(`the optimizer has no ${name}`);
    return value;
  };
  if (optimizer.kind === 'sgd') {
    const velocity = add(mul(buffer('velocity'), optimizer.momentum), gradient);
    return { weights: sub(decayed, mul(velocity, rate)), buffers: { velocity } };
  }
  const { beta1, beta2, epsilon } = optimizer;
  const mean = add(mul(buffer('mean'), beta1), mul(gradient, 1 - beta1));
  const variance = add(mul(buffer('variance'), beta2), mul(square(gradient), 1 - beta2));
  const step = div(mul(mean, rate), add(mul(sqrt(variance), root), epsilon));
  return { weights: sub(decayed, step), buffers: { mean, variance } };
}

/** The gradient, shortened where its length is above the limit; and its length before that. */
export function clipped(gradient: Value, limit: number): { gradient: Value; length: Value } {
  const length = sqrt(reduceSum(square(gradient), [0]));
  return { gradient: mul(gradient, min(div(limit, add(length, 1e-6)), 1)), length };
}

/** 1 for weights that decay, 0 for the others. */
function decayMask(graph: Graph, { places }: Layout): Value {
  const parts = places.map(({ dims, size }) =>
    expand(graph.scalar('float32', dims.length > 1 ? 1 : 0), [size]),
  );
  const mask = joined(parts);
  if (!mask) throw new Error('a network without weights cannot be trained');
  return mask;
}
