import type { Graph, Value } from '../graph/graph';
import { concat, reshape, slice } from '../graph/ops/shape';
import type { Layers } from './layers';
import type { Layout, Layouts } from './layout';

/** Layers whose weights and states are slices of the graph's two flat inputs, and what was asked of them. */
export interface FlatLayers extends Layers {
  /** [size]: the input `weights`; the states, where there are any, are the input `state`. */
  readonly flatWeights: Value;
  /** The slices, in the order of the layout: what gradients are taken by. */
  weightLeaves(): Value[];
  /** What the states become, as one flat value; those without an update stay. Null where there are none. */
  nextState(): Value | null;
  readonly noiseInputs: readonly Value[];
}

/** For training and for evaluating what is being trained. */
export function flatLayers(graph: Graph, mode: 'train' | 'evaluate', layouts: Layouts): FlatLayers {
  const flatWeights = graph.input('weights', 'float32', [layouts.weights.size]);
  const flatState = layouts.state.size > 0 ? graph.input('state', 'float32', [layouts.state.size]) : null;
  const weights = new Map<string, Value>();
  const states = new Map<string, Value>();
  const updates = new Map<string, Value>();
  const noiseInputs: Value[] = [];
  return {
    graph,
    mode,
    flatWeights,
    noiseInputs,
    weight: (name) => sliced(flatWeights, layouts.weights, name, weights),
    state(name) {
      if (!flatState) throw new Error(`${name} has no place in the layout`);
      return sliced(flatState, layouts.state, name, states);
    },
    update: (name, next) => void updates.set(name, next),
    noise(name, dims) {
      const input = graph.input(name, 'float32', dims);
      noiseInputs.push(input);
      return input;
    },
    numbersOf(name) {
      throw new Error(`${name} is not settled while it is trained`);
    },
    weightLeaves: () => layouts.weights.places.map(({ name }) => known(weights, name)),
    nextState: () => joined(layouts.state.places.map(({ name }) => updates.get(name) ?? known(states, name))),
  };
}

/** Values of any dims as one flat value, null where there are none. WebGPU takes few inputs at once: a tree of sevens. */
export function joined(values: readonly Value[]): Value | null {
  let level = values.map((value) => reshape(value, [-1]));
  while (level.length > 1) {
    const groups = Array.from({ length: Math.ceil(level.length / mostAtOnce) }, (_, i) =>
      level.slice(i * mostAtOnce, (i + 1) * mostAtOnce),
    );
    level = groups.map((group) => (group.length === 1 ? (group[0] as Value) : concat(group, 0)));
  }
  return level[0] ?? null;
}

const mostAtOnce = 7;

function sliced(flat: Value, { places }: Layout, name: string, made: Map<string, Value>): Value {
  const place = places.find((one) => one.name === name);
  if (!place) throw new Error(`${name} has no place in the layout`);
  const value = reshape(slice(flat, [0], [place.offset], [place.offset + place.size]), place.dims);
  made.set(name, value);
  return value;
}

function known(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (!value) throw new Error(`${name} is in the layout, but the network did not ask for it`);
  return value;
}
