import { describe, test } from 'vitest';
import type { Value } from '#models/graph/graph';
import { resizeBilinear, resizeNearest } from '#models/graph/ops/resize';
import { checkGradient } from './check-gradient';

describe('gradients of resizing agree with finite differences', () => {
  test.each<[string, (x: Value) => Value]>([
    ['blocks', (x) => resizeNearest(x, [2, 2])],
    ['blocks, not square', (x) => resizeNearest(x, [1, 3])],
    ['linear, larger', (x) => resizeBilinear(x, [8, 7])],
    ['linear, smaller', (x) => resizeBilinear(x, [3, 2])],
    ['linear, one the other way', (x) => resizeBilinear(x, [9, 1])],
  ])('%s', async (_name, make) => {
    await checkGradient([{ dims: [2, 2, 4, 5] }], (x) => make(x as Value));
  });
});
