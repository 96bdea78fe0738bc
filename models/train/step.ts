import { gradientsOf } from '../graph/autodiff';
import { encodeModel } from '../graph/encode';
import { Graph, type Value } from '../graph/graph';
import { add, mul, sub } from '../graph/ops/elementwise';
import { reshape } from '../graph/ops/shape';
import { flatLayers, joined } from '../network/flat-layers';
import type { Layouts } from '../network/layout';
import type { Network } from '../network/layers';
import type { CarriedList } from '../runtime';
import { memoryOf } from './memory';
import { buffersOf, clipped, update, type Optimizer } from './optimizer';

/** The loss (one number) of what the network gives; makes inputs for the targets. */
export type Loss = (outputs: Readonly<Record<string, Value>>, graph: Graph) => Value;

export interface StepOptions {
  readonly network: Network;
  readonly loss: Loss;
  readonly layouts: Layouts;
  readonly optimizer: Optimizer;
  /** A longer gradient is shortened to this; Infinity: never. */
  readonly clipLength: number;
  /** Keeps a running average of the weights beside them (Polyak and Juditsky 1992, exponential). */
  readonly average: boolean;
}

export interface StepGraph {
  readonly onnx: Uint8Array;
  /** Flat lists that go in under their name and come out as `next_<name>`: weights, state, buffers, averages. */
  readonly carried: readonly CarriedList[];
  /** Inputs that want fresh uniform random numbers at each step. */
  readonly noise: readonly { readonly name: string; readonly dims: readonly number[] }[];
  /** What a step takes, estimated. */
  readonly memoryBytes: number;
}

/**
 * One training step as one plain graph: forward, loss, backward, update. Besides the network's and the loss's inputs
 * it takes the numbers of `Pace` (see optimizer.ts) and, where it averages, `keep` (0..1, the share of
 * the old average that stays); besides what is carried it gives `loss` and `length`, that of the gradient.
 */
export function trainingStep(options: StepOptions): StepGraph {
  const { network, loss, layouts, optimizer, clipLength, average } = options;
  const graph = new Graph('step');
  const layers = flatLayers(graph, 'train', layouts);
  const lossValue = loss(network(layers), graph);
  const gradient = joined(gradientsOf(lossValue, layers.weightLeaves()));
  if (!gradient) throw new Error('a network without weights cannot be trained');
  const short = clipped(gradient, clipLength);

  const number = (name: string) => graph.input(name, 'float32', []);
  const flat = (name: string, { dims }: Value) => graph.input(name, 'float32', dims);
  const buffers = Object.fromEntries(
    buffersOf(optimizer).map((name) => [name, flat(name, layers.flatWeights)]),
  );
  const updated = update(optimizer, layouts.weights, {
    weights: layers.flatWeights,
    gradient: Number.isFinite(clipLength) ? short.gradient : gradient,
    buffers,
    rate: number('rate'),
    root: number('root'),
    decay: number('decay'),
  });

  const carried: { name: string; next: Value; size: number }[] = [];
  const carry = (name: string, next: Value, size: number) => carried.push({ name, next, size });
  const { weights, state } = layouts;
  carry('weights', updated.weights, weights.size);
  const nextState = layers.nextState();
  if (nextState) carry('state', nextState, state.size);
  for (const [name, next] of Object.entries(updated.buffers)) carry(name, next, weights.size);
  if (average) {
    const keep = number('keep');
    const averaged = (name: string, next: Value, size: number) => {
      const before = flat(name, next);
      carry(name, add(next, mul(sub(before, next), keep)), size);
    };
    averaged('average_weights', updated.weights, weights.size);
    if (nextState) averaged('average_state', nextState, state.size);
  }
  for (const { name, next } of carried) graph.output(`next_${name}`, next);
  graph.output('loss', reshape(lossValue, []));
  graph.output('length', reshape(short.length, []));
  return {
    onnx: encodeModel(graph),
    carried: carried.map(({ name, size }) => ({ name, size })),
    noise: layers.noiseInputs.map(({ name, dims }) => ({ name, dims: dims as readonly number[] })),
    memoryBytes: memoryOf(graph),
  };
}
