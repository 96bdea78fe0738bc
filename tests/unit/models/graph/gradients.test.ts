import { describe, expect, test } from 'vitest';
import { gradientsOf } from '#models/graph/autodiff';
import { Graph, type Value } from '#models/graph/graph';
import { relu } from '#models/graph/ops/activation';
import * as elementwise from '#models/graph/ops/elementwise';
import { matMul, transpose } from '#models/graph/ops/matrix';
import { reduceMax, reduceMean, reduceMin, reduceSum } from '#models/graph/ops/reduce';
import { concat, expand, gather, pad, reshape, slice, squeeze, unsqueeze } from '#models/graph/ops/shape';
import { checkGradient, differentiate, type Leaf } from './check-gradient';

const { abs, add, clip, div, exp, log, max, min, mul, neg, pow, sqrt, square, stopGradient, sub, where } =
  elementwise;

const a: Leaf = { dims: [2, 3] };
const column: Leaf = { dims: [2, 1] };
const row: Leaf = { dims: [3] };
const positive: Leaf = { dims: [2, 2], values: [0.5, 1, 1.5, 2] };

describe('gradients agree with finite differences', () => {
  test.each<[string, readonly Leaf[], (...x: Value[]) => Value]>([
    ['sum and difference, stretched', [a, column, row], (x, y, z) => sub(add(x!, y!), z!)],
    ['product, stretched', [a, column, row], (x, y, z) => mul(mul(x!, y!), z!)],
    ['quotient, stretched', [a, { dims: [2, 1], values: [0.7, -1.2] }], (x, y) => div(x!, y!)],
    ['a number divided', [positive], (x) => div(2, x!)],
    ['larger and smaller of two', [a, row], (x, y) => sub(max(x!, y!), mul(min(x!, y!), 3))],
    ['negative, square, power', [a], (x) => add(neg(x!), add(square(x!), pow(x!, 3)))],
    ['size without sign', [a], (x) => abs(x!)],
    ['root, exponential, logarithm', [positive], (x) => mul(sqrt(x!), add(exp(x!), log(x!)))],
    ['limits', [a], (x) => clip(x!, -0.6, 0.6)],
    ['choice', [a, row], (x, y) => where(elementwise.greater(x!, 0.1), mul(x!, 2), y!)],
    ['rectifying', [a], (x) => relu(x!)],
    ['sums and means', [a], (x) => add(reduceSum(x!, [1]), reduceMean(x!, [0, 1]))],
    ['extremes', [a], (x) => add(reduceMax(x!, [1]), reduceMin(x!, [0]))],
    ['matrix product', [a, { dims: [3, 2] }], (x, y) => matMul(x!, y!)],
    ['matrix product, batched', [{ dims: [2, 2, 3] }, { dims: [3, 2] }], (x, y) => matMul(x!, y!)],
    ['turned axes', [{ dims: [2, 3, 2] }], (x) => square(transpose(x!, [2, 0, 1]))],
    ['new dims', [a], (x) => square(unsqueeze(squeeze(reshape(x!, [3, 1, 2]), [1]), [0]))],
    ['slices', [a], (x) => square(slice(x!, [0, 1], [1, -2], [Infinity, -1]))],
    ['joined', [a, column], (x, y) => square(concat([x!, y!, x!], 1))],
    ['padded and stretched', [column], (x) => square(pad(expand(x!, [2, 3]), [1], [1], [2]))],
    ['picked rows, some twice', [{ dims: [3, 2] }], (x) => square(gather(x!, x!.graph.list([2, 0, 2])))],
  ])('%s', async (_name, leaves, make) => {
    await checkGradient(leaves, make);
  });
});

test('a value that is used twice gets both gradients; what is stopped gets none', async () => {
  const { gradients } = await differentiate([{ dims: [1], values: [3] }], (x) =>
    add(mul(x!, x!), mul(stopGradient(x!), x!)),
  );
  expect(gradients).toEqual([[(6 + 3) * 0.5]]);
});

test('a leaf that the loss does not depend on has the gradient zero', async () => {
  const { gradients } = await differentiate([a, row], (x) => mul(x!, 2));
  expect(gradients[1]).toEqual([0, 0, 0]);
});

test('an op without a gradient on the way is refused', () => {
  const graph = new Graph('test');
  const x = graph.input('x', 'float32', [1]);
  const [y] = graph.apply('Sinh', [x], {}, [{ type: 'float32', dims: [1] }]);
  expect(() => gradientsOf(mul(y!, 2), [x])).toThrow('no gradient through Sinh_0');
  expect(() => gradientsOf(expand(y!, [2]), [x])).toThrow('not one number');
});
