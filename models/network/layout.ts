import type { Random } from '#shared/numeric/random';
import { Graph } from '../graph/graph';
import type { Init, Layers, Network } from './layers';

/** A tensor's place in a flat list of numbers. */
export interface Place {
  readonly name: string;
  readonly dims: readonly number[];
  readonly offset: number;
  readonly size: number;
  readonly init: Init;
}

/** All tensors of a kind in one flat list: so they are fed, updated and kept as one. */
export interface Layout {
  readonly places: readonly Place[];
  readonly size: number;
}

export interface Layouts {
  readonly weights: Layout;
  readonly state: Layout;
}

/** The numbers of a network: what is trained and what is kept beside it. */
export interface Snapshot {
  readonly weights: Float32Array;
  readonly state: Float32Array;
}

/** Which weights and states the network asks for, in the order in which it asks. */
export function layoutsOf(network: Network): Layouts {
  const weights: Place[] = [];
  const state: Place[] = [];
  const graph = new Graph('survey');
  const layers: Layers = {
    graph,
    mode: 'evaluate',
    weight: (name, dims, init) => graph.input(place(weights, name, dims, init).name, 'float32', dims),
    state: (name, dims, value) =>
      graph.input(place(state, name, dims, { kind: 'constant', value }).name, 'float32', dims),
    update: () => {},
    noise: (name, dims) => graph.input(name, 'float32', dims),
    numbersOf: (name) => {
      throw new Error(`${name} has no numbers yet`);
    },
  };
  network(layers);
  return { weights: { places: weights, size: end(weights) }, state: { places: state, size: end(state) } };
}

/** The numbers to begin with; the same random source gives the same. */
export function initialSnapshot({ weights, state }: Layouts, random: Random): Snapshot {
  return { weights: filled(weights, random), state: filled(state, random) };
}

function place(places: Place[], name: string, dims: readonly number[], init: Init): Place {
  if (places.some((other) => other.name === name)) throw new Error(`${name} is asked for twice`);
  const size = dims.reduce((product, dim) => product * dim, 1);
  const placed = { name, dims, offset: end(places), size, init };
  places.push(placed);
  return placed;
}

function end(places: readonly Place[]): number {
  const last = places.at(-1);
  return last ? last.offset + last.size : 0;
}

function filled({ places, size }: Layout, random: Random): Float32Array {
  const values = new Float32Array(size);
  for (const { offset, size: count, init } of places) {
    for (let i = offset; i < offset + count; i++) values[i] = drawn(init, random);
  }
  return values;
}

function drawn(init: Init, random: Random): number {
  switch (init.kind) {
    case 'constant':
      return init.value;
    case 'he':
      return random.normal(0, Math.sqrt(2 / init.fanIn));
    case 'glorot': {
      const bound = Math.sqrt(6 / (init.fanIn + init.fanOut));
      return random.uniform(-bound, bound);
    }
    case 'uniform':
      return random.uniform(-init.bound, init.bound);
  }
}
