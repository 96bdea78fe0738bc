import type { Graph } from '../graph/graph';
import type { Layers } from './layers';
import type { Layout, Layouts, Snapshot } from './layout';

/** For the graph that serves: weights are constants. */
export function serveLayers(graph: Graph, layouts: Layouts, snapshot: Snapshot): Layers {
  const constant = (layout: Layout, values: Float32Array, name: string, dims: readonly number[]) =>
    graph.constant({ type: 'float32', dims, data: part(layout, values, name) });
  return {
    graph,
    mode: 'serve',
    weight: (name, dims) => constant(layouts.weights, snapshot.weights, name, dims),
    state: (name, dims) => constant(layouts.state, snapshot.state, name, dims),
    update: () => {},
    noise(name) {
      throw new Error(`${name}: there is no noise in a graph that serves`);
    },
    numbersOf(name) {
      const inWeights = layouts.weights.places.some((place) => place.name === name);
      return inWeights
        ? part(layouts.weights, snapshot.weights, name)
        : part(layouts.state, snapshot.state, name);
    },
  };
}

function part({ places }: Layout, values: Float32Array, name: string): Float32Array {
  const place = places.find((one) => one.name === name);
  if (!place) throw new Error(`${name} has no place in the layout`);
  return values.slice(place.offset, place.offset + place.size);
}
