import { describe, expect, test } from 'vitest';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { encodeModel } from '#models/graph/encode';
import { Graph, numbers, type Value } from '#models/graph/graph';
import { relu } from '#models/graph/ops/activation';
import { add, cast, clip, div, floor, max, mul, neg, sqrt, sub } from '#models/graph/ops/elementwise';
import { matMul, transpose } from '#models/graph/ops/matrix';
import { dequantize, quantize } from '#models/graph/ops/quantize';
import { argMax, reduceMax, reduceMean, reduceSum } from '#models/graph/ops/reduce';
import { gridSample } from '#models/graph/ops/sample';
import { concat, padEdge, range, reshape, sizeOf, slice, unsqueeze } from '#models/graph/ops/shape';
import { conv } from '#models/graph/ops/conv';
import { averagePool, maxPool } from '#models/graph/ops/pool';

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });

/** Runs what is made of a float input of these dims; the numbers of the result and the dims that the op foretold. */
async function evaluate(dims: readonly number[], values: readonly number[], make: (x: Value) => Value) {
  const graph = new Graph('test');
  const made = make(graph.input('x', 'float32', dims));
  graph.output('y', made);
  const session = await runtime.load(encodeModel(graph));
  const { y } = await session.run({ x: numbers('float32', dims, values) });
  await session.release();
  return { values: Array.from(y!.data, Number), dims: y!.dims, foretold: made.dims };
}

const square = [1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('ops give what their definitions say, in the dims that they foretell', () => {
  test.each<[string, readonly number[], readonly number[], (x: Value) => Value, readonly number[]]>([
    ['arithmetic', [3], [1, 4, 9], (x) => sub(div(mul(add(x, 1), 6), 2), sqrt(x)), [5, 13, 27]],
    ['numbers on the left', [2], [2, 4], (x) => add(sub(10, x), div(8, x)), [12, 8]],
    [
      'stretching over each other',
      [2, 1],
      [1, 2],
      (x) => mul(x, x.graph.float([3], [1, 10, 100])),
      [1, 10, 100, 2, 20, 200],
    ],
    [
      'rectifying and limits',
      [4],
      [-2, -0.5, 0.5, 2],
      (x) => add(relu(x), clip(neg(x), -1, 1)),
      [1, 0.5, 0, 1],
    ],
    ['larger of two, floor', [3], [1.5, -1.5, 2], (x) => floor(max(x, 0)), [1, 0, 2]],
    [
      'reductions',
      [2, 2],
      [1, 2, 3, 5],
      (x) => concat([reduceSum(x, [1]), reduceMean(x, [1]), reduceMax(x, [1])], 1),
      [3, 1.5, 2, 8, 4, 5],
    ],
    ['place of the largest', [2, 3], [1, 9, 3, 7, 2, 4], (x) => cast(argMax(x, 1), 'float32'), [1, 0]],
    ['matrix product', [2, 2], [1, 2, 3, 4], (x) => matMul(x, transpose(x, [1, 0])), [5, 11, 11, 25]],
    [
      'slices from both ends',
      [3, 3],
      square,
      (x) => slice(x, [0, 1], [1, -2], [Infinity, Infinity]),
      [5, 6, 8, 9],
    ],
    ['border repeated', [1, 3], [1, 2, 3], (x) => padEdge(x, [1], [1]), [1, 1, 2, 3, 3]],
    [
      'counting up',
      [4],
      [0, 0, 0, 0],
      (x) => add(unsqueeze(cast(range(sizeOf(x, 0)), 'float32'), [0]), reshape(x, [1, -1])),
      [0, 1, 2, 3],
    ],
    [
      'correlation with a kernel',
      [1, 1, 3, 3],
      square,
      (x) => conv(x, x.graph.float([1, 1, 2, 2], [1, 0, 0, -1])),
      [-4, -4, -4, -4],
    ],
    [
      'mean without what lies beyond the edge',
      [1, 1, 3, 3],
      square,
      (x) => averagePool(x, { kernel: [3, 3], pads: [1, 1, 1, 1] }),
      [3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7],
    ],
    ['largest of each window', [1, 1, 3, 3], square, (x) => maxPool(x, { kernel: [2, 2] }), [5, 6, 8, 9]],
    [
      'bilinear look-up, border beyond the edge',
      [1, 1, 2, 2],
      [0, 10, 20, 30],
      (x) => gridSample(x, x.graph.float([1, 1, 3, 2], [0, 0, -0.5, -0.5, 9, 9])),
      [15, 0, 30],
    ],
    [
      'quantising there and back: halves to even, held within a byte',
      [5],
      [-1000, -3, 1, 5, 1000],
      (x) => dequantize(quantize(x, 2, 128), 2, 128),
      [-256, -4, 0, 4, 254],
    ],
  ])('%s', async (_name, dims, values, make, expected) => {
    const result = await evaluate(dims, values, make);
    expect(result.values).toEqual(expected);
    expect(result.foretold).toEqual(result.dims);
  });
});

test('dims that cannot fit are refused where the graph is written', () => {
  const graph = new Graph('test');
  const [a, b] = [graph.float([2], [1, 2]), graph.float([3], [1, 2, 3])];
  expect(() => add(a, b)).toThrow('[2] and [3] do not fit');
  expect(() => add(a, new Graph('other').float([2], [1, 2]))).toThrow('another graph');
});

test('free sizes have names and are free when it runs', async () => {
  const graph = new Graph('test');
  const image = graph.input('image', 'uint8', [1, 1, 'height', 'width']);
  graph.output('levels', relu(dequantize(image, 1, 0)));
  const session = await runtime.load(encodeModel(graph));
  expect(session.inputs).toEqual([{ name: 'image', type: 'uint8', dims: [1, 1, -1, -1] }]);
  for (const [height, width] of [
    [2, 3],
    [5, 1],
    [2, 3],
  ] as const) {
    const data = Uint8Array.from({ length: height * width }, (_, i) => i * 7);
    const { levels } = await session.run({ image: { type: 'uint8', dims: [1, 1, height, width], data } });
    expect(levels?.dims).toEqual([1, 1, height, width]);
    expect([...levels!.data]).toEqual([...data]);
  }
});

test('the same code gives the same bytes', () => {
  const make = () => {
    const graph = new Graph('same');
    graph.output('y', add(mul(graph.input('x', 'float32', ['n', 2]), 3), 3));
    return encodeModel(graph);
  };
  expect(make()).toEqual(make());
});
