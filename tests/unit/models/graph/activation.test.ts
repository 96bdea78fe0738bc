import { describe, expect, test } from 'vitest';
import type { Value } from '#models/graph/graph';
import * as activation from '#models/graph/ops/activation';
import golden from '../../../golden/activation.json';
import { checkGradient, differentiate } from './check-gradient';
import { offBy } from './off-by';

const { gelu, hardSwish, leakyRelu, logSoftmax, relu, sigmoid, silu, softmax, softplus, tanh } = activation;

/** In the order of the reference. */
const elementwise: Record<keyof typeof golden.elementwise, (x: Value) => Value> = {
  relu,
  leakyRelu: (x) => leakyRelu(x, 0.1),
  sigmoid,
  tanh,
  softplus,
  silu,
  hardSwish,
  gelu,
};
const byRow: Record<keyof typeof golden.byRow, (x: Value) => Value> = { softmax, logSoftmax };

describe('PyTorch, in double precision, gives the same values and gradients', () => {
  test.each(Object.entries(elementwise))('%s', async (name, make) => {
    const leaf = { dims: [golden.x.length], values: golden.x };
    const { y, gradients } = await differentiate([leaf], (x) => make(x!));
    const expected = golden.elementwise[name as keyof typeof elementwise];
    y.forEach((value, i) => expect(offBy([value], [expected.y[i]!]), `at ${golden.x[i]}`).toBeLessThan(1e-6));
    expect(offBy(gradients[0]!, expected.gradient)).toBeLessThan(1e-6);
  });

  test.each(Object.entries(byRow))('%s, also of large numbers', async (name, make) => {
    const leaf = { dims: [golden.rows.length, 4], values: golden.rows.flat() };
    const { y, gradients } = await differentiate([leaf], (x) => make(x!));
    const expected = golden.byRow[name as keyof typeof byRow];
    expect(offBy(y, expected.y)).toBeLessThan(1e-6);
    expect(offBy(gradients[0]!, expected.gradient)).toBeLessThan(1e-6);
  });
});

describe('gradients agree with finite differences', () => {
  test.each(Object.entries({ ...elementwise, ...byRow }))('%s', async (_name, make) => {
    await checkGradient([{ dims: [3, 4] }], (x) => make(x!));
  });

  test.each<[string, (x: Value) => Value]>([
    ['softmax', (x) => softmax(x, 1)],
    ['logSoftmax', (x) => logSoftmax(x, 1)],
  ])('%s along another axis', async (_name, make) => {
    await checkGradient([{ dims: [2, 3, 2] }], (x) => make(x!));
  });
});
