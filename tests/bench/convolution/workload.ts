import { createRandom } from '#shared/numeric/random';
import type { Value } from '#models/graph/graph';
import { logSoftmax, softplus } from '#models/graph/ops/activation';
import { mul, neg, sub } from '#models/graph/ops/elementwise';
import { globalAveragePool, maxPool } from '#models/graph/ops/pool';
import { reduceMean, reduceSum } from '#models/graph/ops/reduce';
import { resizeNearest } from '#models/graph/ops/resize';
import { concat } from '#models/graph/ops/shape';
import { conv, convNorm } from '#models/network/conv';
import { dense } from '#models/network/dense';
import type { Layers, Network } from '#models/network/layers';
import { initialSnapshot, layoutsOf } from '#models/network/layout';
import type { Loss } from '#models/train/step';

export interface Workload {
  readonly network: Network;
  readonly loss: Loss;
  readonly xDims: readonly number[];
  readonly targetDims: readonly number[];
}

export type WorkloadName = 'W3' | 'W4';

/** Of Adam. */
export const rate = 1e-3;

export const workloads: Readonly<Record<WorkloadName, Workload>> = {
  /** A classifier of six convolutions. */
  W3: {
    xDims: [32, 1, 64, 64],
    targetDims: [32, 3],
    network(layers) {
      let x = layers.graph.input('x', 'float32', [32, 1, 64, 64]);
      for (const [i, channels] of [16, 16, 32, 32, 64, 64].entries()) {
        x = convNorm(layers, `conv${i}`, i === 2 || i === 4 ? halved(x) : x, { channels });
      }
      return { y: dense(layers, 'head', globalAveragePool(x), 3) };
    },
    loss({ y }, graph) {
      const target = graph.input('target', 'float32', [32, 3]);
      return neg(reduceMean(reduceSum(mul(logSoftmax(y!, 1), target), [1]), [0]));
    },
  },
  /** A U-Net of three levels (Ronneberger et al. 2015). */
  W4: {
    xDims: [4, 2, 320, 320],
    targetDims: [4, 1, 320, 320],
    network(layers) {
      let x = layers.graph.input('x', 'float32', [4, 2, 320, 320]);
      const kept: Value[] = [];
      for (const channels of [16, 32, 64, 128]) {
        x = twice(layers, `down${channels}`, kept.length > 0 ? halved(x) : x, channels);
        kept.unshift(x);
      }
      for (const [i, channels] of [64, 32, 16].entries()) {
        x = twice(layers, `up${channels}`, concat([resizeNearest(x, [2, 2]), kept[i + 1]!], 1), channels);
      }
      return { y: conv(layers, 'head', x, { channels: 1, kernel: 1 }) };
    },
    /** Cross-entropy of sigmoid(y), in the form that does not overflow. */
    loss({ y }, graph) {
      const target = graph.input('target', 'float32', [4, 1, 320, 320]);
      return reduceMean(sub(softplus(y!), mul(y!, target)), [0, 1, 2, 3]);
    },
  },
};

/** What both begin with: the same each time. */
export function beginningOf({ network, xDims, targetDims }: Workload) {
  const random = createRandom(1);
  const { weights, state } = initialSnapshot(layoutsOf(network), random);
  const list = (dims: readonly number[], at: (i: number) => number) =>
    Float32Array.from({ length: dims.reduce((product, dim) => product * dim, 1) }, (_, i) => at(i));
  return {
    weights,
    state,
    x: list(xDims, () => random.uniform(-1, 1)),
    target: list(targetDims, (i) => ((i + Math.floor(i / 3)) % 3 === 0 ? 1 : 0)),
  };
}

function halved(x: Value): Value {
  return maxPool(x, { kernel: [2, 2], strides: [2, 2] });
}

function twice(layers: Layers, name: string, x: Value, channels: number): Value {
  return convNorm(layers, `${name}.second`, convNorm(layers, `${name}.first`, x, { channels }), { channels });
}
