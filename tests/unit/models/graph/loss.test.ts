import { describe, expect, test } from 'vitest';
import { numbers, type Value } from '#models/graph/graph';
import { binaryCrossEntropy, focal } from '#models/graph/loss/binary';
import { crossEntropy } from '#models/graph/loss/cross-entropy';
import type { Counted } from '#models/graph/loss/mean';
import { dice, giou } from '#models/graph/loss/overlap';
import { huber, mae, mse, quantile } from '#models/graph/loss/regression';
import { square, sub } from '#models/graph/ops/elementwise';
import golden from '../../../golden/loss.json';
import { checkGradient, differentiate, type Leaf } from './check-gradient';
import { offBy } from './off-by';

interface Case {
  readonly inputs: readonly { readonly dims: readonly number[]; readonly values: readonly number[] }[];
  readonly loss: number;
  readonly gradient: readonly number[];
}
const cases: Readonly<Record<string, Case>> = golden.cases;

const classWeights = [0.5, 2, 1];
/** Under the names of the reference: prediction, target and, where the case has them, weights. */
const losses: Record<keyof typeof golden.cases, (y: Value, target: Value, weights: Value) => Value> = {
  mse: (y, target) => mse(y, target),
  'mse, weighted': (y, target, weights) => mse(y, target, { weights }),
  mae: (y, target) => mae(y, target),
  huber: (y, target) => huber(y, target, 0.7),
  quantile: (y, target) => quantile(y, target, [0.1, 0.5, 0.9]),
  crossEntropy: (y, target) => crossEntropy(y, target),
  'crossEntropy, large': (y, target) => crossEntropy(y, target),
  'crossEntropy, class weights, smoothed': (y, target) =>
    crossEntropy(y, target, { classWeights, smoothing: 0.1 }),
  'crossEntropy, class weights, weighted': (y, target, weights) =>
    crossEntropy(y, target, { classWeights, weights }),
  'crossEntropy, shares': (y, target) => crossEntropy(y, target, { smoothing: 0.2 }),
  'crossEntropy, pictures': (y, target) => crossEntropy(y, target),
  'crossEntropy, pictures, weighted': (y, target, weights) => crossEntropy(y, target, { weights }),
  binaryCrossEntropy: (y, target) => binaryCrossEntropy(y, target),
  'binaryCrossEntropy, large, soft': (y, target) => binaryCrossEntropy(y, target),
  'binaryCrossEntropy, weighted': (y, target, weights) => binaryCrossEntropy(y, target, { weights }),
  focal: (y, target) => focal(y, target),
  'focal, other numbers': (y, target) => focal(y, target, { gamma: 1.5, alpha: 0.6 }),
  dice: (y, target) => dice(y, target),
  'dice, weighted': (y, target, weights) => dice(y, target, { smooth: 0.1, weights }),
  giou: (y, target) => giou(y, target),
  'giou, weighted': (y, target, weights) => giou(y, target, { weights }),
};

/** Float32, or int32 where it is the numbers of classes: those have fewer dims than the logits. */
function given(y: Value, { dims, values }: Case['inputs'][number]): Value {
  return y.graph.constant(numbers(dims.length < y.dims.length ? 'int32' : 'float32', dims, values));
}

describe('PyTorch, in double precision, gives the same losses and gradients', () => {
  test.each(Object.entries(losses))('%s', async (name, make) => {
    const { inputs, loss, gradient } = cases[name]!;
    const [leaf, ...others] = inputs;
    const result = await differentiate([leaf!], (y) => {
      const [target, weights] = others.map((input) => given(y!, input));
      return make(y!, target!, weights!);
    });
    expect(result.dims).toEqual([]);
    expect(offBy(result.y, [loss])).toBeLessThan(2e-6);
    // The weighted sum of one entry counts it half.
    const off = offBy(
      result.gradients[0]!.map((value) => value * 2),
      gradient,
    );
    expect(off / Math.max(...gradient.map(Math.abs))).toBeLessThan(5e-6);
  });
});

const two: readonly Leaf[] = [
  { dims: [4, 2] },
  { dims: [4, 2], values: [0.11, 0.33, -0.4, 0.8, -0.9, 0.02, 0.5, -0.6] },
];

describe('errors are differentiable by both of their sides', () => {
  test.each<[string, (y: Value, target: Value) => Value]>([
    ['mse', mse],
    ['huber', (y, target) => huber(y, target, 0.4)],
    ['mae', mae],
  ])('%s', async (_name, make) => {
    await checkGradient(two, (y, target) => make(y!, target!));
  });

  test('a target that is stretched over the prediction gets the sum', async () => {
    await checkGradient([{ dims: [2, 3] }, { dims: [2, 1], values: [0.3, -0.35] }], (y, target) =>
      quantile(y!, target!, [0.2, 0.5, 0.8]),
    );
  });
});

describe('what counts', () => {
  const leaf: Leaf = { dims: [2, 2], values: [1, 2, 3, 5] };
  const lossOf = async (counted: (y: Value) => Counted) =>
    differentiate([leaf], (y) => mse(y!, y!.graph.float([1], [1]), counted(y!)));

  test('the sum is divided by what it is told to', async () => {
    const { y } = await lossOf(({ graph }) => ({ total: graph.float([1], [2]) }));
    expect(y).toEqual([(0 + 1 + 4 + 16) / 2]);
    const weighted = await lossOf(({ graph }) => ({
      weights: graph.float([2, 1], [1, 0.5]),
      total: graph.scalar('float32', 2),
    }));
    expect(weighted.y).toEqual([(0 + 1 + 0.5 * (4 + 16)) / 2]);
  });

  test('where nothing counts, the loss and its gradient are 0', async () => {
    const { y, gradients } = await lossOf(({ graph }) => ({ weights: graph.float([2, 1], [0, 0]) }));
    expect([y, gradients]).toEqual([[0], [[0, 0, 0, 0]]]);
  });

  test('no gradient flows into the weights', async () => {
    const { gradients } = await differentiate(two, (y, weights) =>
      mse(y!, sub(y!, 1), { weights: square(weights!) }),
    );
    expect(gradients[1]).toEqual(Array(8).fill(0));
  });
});
