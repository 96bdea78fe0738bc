import { describe, test } from 'vitest';
import type { Value } from '#models/graph/graph';
import { averagePool, globalAveragePool, globalMaxPool, maxPool } from '#models/graph/ops/pool';
import { checkGradient } from './check-gradient';

describe('gradients of pools agree with finite differences', () => {
  test.each<[string, readonly number[], (x: Value) => Value]>([
    ['largest, side by side', [2, 2, 4, 6], (x) => maxPool(x, { kernel: [2, 3], strides: [2, 3] })],
    [
      'largest, overlapping',
      [1, 2, 5, 5],
      (x) => maxPool(x, { kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }),
    ],
    ['largest, rows left over', [1, 1, 5, 5], (x) => maxPool(x, { kernel: [2, 2], strides: [2, 2] })],
    ['largest, gaps', [1, 1, 5, 5], (x) => maxPool(x, { kernel: [2, 2], dilations: [2, 3] })],
    ['mean, side by side', [2, 2, 4, 6], (x) => averagePool(x, { kernel: [2, 3], strides: [2, 3] })],
    [
      'mean, overlapping',
      [1, 2, 5, 4],
      (x) => averagePool(x, { kernel: [3, 3], strides: [2, 1], pads: [1, 1, 1, 1] }),
    ],
    [
      'mean, rows left over',
      [1, 1, 5, 6],
      (x) => averagePool(x, { kernel: [2, 2], strides: [2, 4], pads: [0, 0, 0, 1] }),
    ],
    ['largest of all', [2, 3, 3, 2], (x) => globalMaxPool(x)],
    ['mean of all', [2, 3, 3, 2], (x) => globalAveragePool(x)],
  ])('%s', async (_name, dims, make) => {
    await checkGradient([{ dims }], (x) => make(x as Value));
  });
});
