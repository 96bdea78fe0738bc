import type { Graph, Value } from '../graph/graph';

/** The values that a weight begins with. */
export type Init =
  | { readonly kind: 'constant'; readonly value: number }
  /** Normal, variance 2 / fan-in (He et al. 2015), for what a rectifier follows. */
  | { readonly kind: 'he'; readonly fanIn: number }
  /** Uniform within ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010). */
  | { readonly kind: 'glorot'; readonly fanIn: number; readonly fanOut: number }
  /** Uniform within ±bound. */
  | { readonly kind: 'uniform'; readonly bound: number };

/**
 * What a network is written with. The same function makes the graph that trains, the one that evaluates what is being
 * trained, and the small one that serves: they differ in where the weights come from and in how a norm works.
 */
export interface Layers {
  readonly graph: Graph;
  readonly mode: 'train' | 'evaluate' | 'serve';
  /** A tensor that is trained; each name once. */
  weight(name: string, dims: readonly number[], init: Init): Value;
  /** A tensor that training keeps without a gradient, such as a running mean; starts with the number. */
  state(name: string, dims: readonly number[], initial: number): Value;
  /** While training: what the state becomes after this step. */
  update(name: string, next: Value): void;
  /** While training: uniform random numbers in [0, 1), fresh at each step. */
  noise(name: string, dims: readonly number[]): Value;
  /** While serving: the numbers of a weight or a state, to be folded into others. */
  numbersOf(name: string): Float32Array;
}

/** Makes the network in the layers' graph, with inputs of its own making; gives its outputs by name. */
export type Network = (layers: Layers) => Readonly<Record<string, Value>>;
