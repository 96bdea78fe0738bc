import { createRandom } from '#shared/numeric/random';
import type { Activation } from '#models/graph/ops/cell';
import { dense } from '#models/network/dense';
import type { Network } from '#models/network/layers';
import { lstm } from '#models/network/lstm';

/** LSTM layers, the last state of the topmost into one number; Adam, mean squared error. */
export interface Workload {
  readonly name: string;
  readonly samples: number;
  readonly steps: number;
  readonly features: number;
  readonly hidden: number;
  readonly layers: number;
  readonly activation: Activation;
  readonly batch: number;
  readonly epochs: number;
  readonly rate: number;
}

export const workloads: readonly Workload[] = [
  {
    name: 'W1',
    samples: 100,
    steps: 10,
    features: 5,
    hidden: 50,
    layers: 1,
    activation: 'relu',
    batch: 16,
    epochs: 200,
    rate: 1e-3,
  },
  {
    name: 'W2',
    samples: 20_000,
    steps: 32,
    features: 20,
    hidden: 64,
    layers: 2,
    activation: 'tanh',
    batch: 256,
    epochs: 1,
    rate: 1e-3,
  },
];

export function networkOf({ batch, steps, features, hidden, layers: count, activation }: Workload): Network {
  return (layers) => {
    const x = layers.graph.input('x', 'float32', [batch, steps, features]);
    const { last } = lstm(layers, 'lstm', x, { hidden, layers: count, activation });
    return { y: dense(layers, 'dense', last, 1) };
  };
}

export interface Data {
  /** [samples, steps, features] */
  readonly x: Float32Array;
  /** [samples]: the mean of each sample's first feature. */
  readonly target: Float32Array;
}

export function dataOf({ samples, steps, features }: Workload): Data {
  const random = createRandom(1);
  const x = Float32Array.from({ length: samples * steps * features }, () => random.normal(0, 1));
  const target = new Float32Array(samples);
  for (let i = 0; i < samples; i++) {
    for (let t = 0; t < steps; t++) target[i]! += x[(i * steps + t) * features]! / steps;
  }
  return { x, target };
}
