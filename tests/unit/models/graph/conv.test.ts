import { describe, expect, test } from 'vitest';
import type { Value } from '#models/graph/graph';
import { conv, convTranspose, type ConvOptions } from '#models/graph/ops/conv';
import { checkGradient, type Leaf } from './check-gradient';

type Case = readonly [name: string, x: readonly number[], weights: readonly number[], options: ConvOptions];

describe('gradients of convolutions agree with finite differences', () => {
  test.each<Case>([
    ['a point', [2, 3, 4, 3], [2, 3, 1, 1], {}],
    ['no border', [2, 2, 5, 4], [3, 2, 3, 2], {}],
    ['a border, uneven', [1, 2, 4, 4], [2, 2, 3, 3], { pads: [1, 0, 2, 1] }],
    ['fewer channels out than in', [2, 3, 4, 5], [1, 3, 3, 3], { pads: [1, 1, 1, 1] }],
    [
      'fewer channels out than in, more border than the window needs',
      [1, 3, 3, 3],
      [2, 3, 2, 2],
      { pads: [2, 2, 2, 2] },
    ],
    ['strides', [2, 2, 5, 7], [3, 2, 3, 3], { strides: [2, 3], pads: [1, 1, 1, 1] }],
    ['strides that leave rows over', [1, 2, 6, 6], [2, 2, 2, 2], { strides: [3, 2] }],
    ['strides, a point', [1, 2, 5, 4], [3, 2, 1, 1], { strides: [2, 2] }],
    ['dilations', [1, 2, 6, 7], [2, 2, 2, 3], { dilations: [3, 2], pads: [1, 2, 1, 2] }],
    [
      'strides and dilations',
      [1, 2, 8, 9],
      [2, 2, 3, 2],
      { strides: [2, 2], dilations: [2, 3], pads: [1, 0, 1, 2] },
    ],
    ['groups', [2, 4, 4, 4], [6, 2, 3, 3], { groups: 2, pads: [1, 1, 1, 1] }],
    ['groups, fewer channels out than in', [2, 6, 4, 4], [2, 3, 3, 3], { groups: 2, pads: [1, 1, 1, 1] }],
    ['more channels than places', [2, 5, 2, 2], [3, 5, 3, 3], { pads: [1, 1, 1, 1] }],
    [
      'more channels than places, strides, groups',
      [2, 8, 3, 4],
      [4, 4, 3, 3],
      { groups: 2, strides: [2, 2], pads: [1, 1, 1, 1] },
    ],
    ['each channel alone', [2, 3, 5, 4], [3, 1, 3, 3], { groups: 3, pads: [1, 1, 1, 1] }],
    [
      'each channel alone, strides, two results each',
      [1, 2, 6, 6],
      [4, 1, 3, 3],
      { groups: 2, strides: [2, 2], pads: [1, 1, 1, 1] },
    ],
  ])('%s', async (_name, x, weights, options) => {
    await checkGradient(leavesOf(x, weights), (...values) => made(conv, values, options));
  });
});

describe('gradients of transposed convolutions agree with finite differences', () => {
  test.each<Case>([
    ['blocks side by side', [2, 3, 2, 3], [3, 2, 2, 2], { strides: [2, 2] }],
    ['overlapping', [1, 2, 3, 3], [2, 3, 4, 4], { strides: [2, 2], pads: [1, 1, 1, 1] }],
    ['at every place', [1, 2, 3, 4], [2, 1, 3, 3], { pads: [1, 1, 1, 1] }],
    ['gaps, groups', [1, 4, 3, 3], [4, 1, 2, 2], { strides: [3, 2], dilations: [2, 1], groups: 2 }],
  ])('%s', async (_name, x, weights, options) => {
    const { groups = 1 } = options;
    await checkGradient(leavesOf(x, weights, (weights[1] ?? 0) * groups), (...values) =>
      made(convTranspose, values, options),
    );
  });
});

/** The picture, the weights and a bias; of no two the same number, so that a swap would show. */
function leavesOf(x: readonly number[], weights: readonly number[], channels = weights[0] ?? 0): Leaf[] {
  return [{ dims: x }, { dims: weights }, { dims: [channels] }];
}

function made(op: typeof conv, [x, weights, bias]: readonly Value[], options: ConvOptions): Value {
  if (!x || !weights || !bias) throw new Error('three leaves are needed');
  const y = op(x, weights, { ...options, bias });
  expect(y.dims.every((dim) => typeof dim === 'number')).toBe(true);
  return y;
}
