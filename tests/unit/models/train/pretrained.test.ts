import { expect, test } from 'vitest';
import { encodeModel } from '#models/graph/encode';
import { Graph } from '#models/graph/graph';
import { initializersOf } from '#models/graph/initializers';
import { add, mul } from '#models/graph/ops/elementwise';
import { reduceSum } from '#models/graph/ops/reduce';
import type { Network } from '#models/network/layers';
import { layoutsOf } from '#models/network/layout';
import type { Tensor } from '#models/runtime';
import { pretrainedBy } from '#models/train/pretrained';

const floats = (dims: readonly number[], data: readonly number[]): Tensor => ({
  type: 'float32',
  dims,
  data: Float32Array.from(data),
});

/** A file that keeps these tensors under these names. */
function modelOf(tensors: Readonly<Record<string, Tensor>>): Uint8Array {
  const graph = new Graph('m');
  const sums = Object.entries(tensors).map(([name, tensor]) => {
    const value = graph.constant(tensor, name);
    return reduceSum(value, [...tensor.dims.keys()]);
  });
  graph.output(
    'y',
    sums.map((sum) => mul(reduceSum(sum, [...sum.dims.keys()]), 1)).reduce((a, b) => add(a, b)),
  );
  return encodeModel(graph);
}

/** Asks for weights and states of these dims. */
function networkOf(
  weights: Readonly<Record<string, readonly number[]>>,
  state: readonly number[] = [2],
): Network {
  return (layers) => {
    for (const [name, dims] of Object.entries(weights))
      layers.weight(name, dims, { kind: 'constant', value: 9 });
    return { y: layers.state('norm.mean', state, 8) };
  };
}

function begun(tensors: Readonly<Record<string, Tensor>>, network: Network) {
  const layouts = layoutsOf(network);
  const initial = {
    weights: new Float32Array(layouts.weights.size).fill(9),
    state: new Float32Array(layouts.state.size).fill(8),
  };
  return pretrainedBy(modelOf(tensors), 'm')(layouts, initial);
}

test('the tensors of a file are found by name, with their dims', () => {
  const onnx = modelOf({ 'a.weight': floats([2, 1], [3, 4]) });
  // A file is read as a Buffer, whose parts share its memory.
  for (const bytes of [onnx, Buffer.concat([onnx])]) {
    expect(initializersOf(bytes, 'm').get('a.weight')).toEqual(floats([2, 1], [3, 4]));
  }
});

test('what has the same name and dims is taken over, all else stays', () => {
  const { weights, state } = begun(
    { a: floats([2], [1, 2]), b: floats([3], [5, 6, 7]), 'norm.mean': floats([2], [0.5, 0.25]) },
    networkOf({ a: [2], b: [2], c: [1] }),
  );
  expect([...weights]).toEqual([1, 2, 9, 9, 9]);
  expect([...state]).toEqual([0.5, 0.25]);
});

test('a filter for gray pictures is spread over colours: a gray picture looks as it did', () => {
  const filters = floats([2, 1, 1, 2], [3, 6, 9, 12]);
  const { weights } = begun({ stem: filters }, networkOf({ stem: [2, 3, 1, 2] }));
  expect([...weights]).toEqual([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4]);
});

test('with a golden every second filter sees the difference', () => {
  const filters = floats([2, 1, 1, 1], [4, 5]);
  const gray = begun({ stem: filters }, networkOf({ stem: [2, 2, 1, 1] }));
  expect([...gray.weights]).toEqual([4, -4, 5, 0]);
  const colour = begun({ stem: floats([2, 1, 1, 1], [3, 6]) }, networkOf({ stem: [2, 6, 1, 1] }));
  expect([...colour.weights]).toEqual([1, 1, 1, -1, -1, -1, 2, 2, 2, 0, 0, 0]);
});

test('bytes that are no model are refused with a sentence', () => {
  expect(() => pretrainedBy(Uint8Array.of(1, 2, 3), 'backbone')).toThrow(/Model backbone cannot be used/);
});
