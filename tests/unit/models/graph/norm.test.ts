import { describe, test } from 'vitest';
import type { Value } from '#models/graph/graph';
import { square } from '#models/graph/ops/elementwise';
import { batchNorm, groupNorm, layerNorm } from '#models/graph/ops/norm';
import { checkGradient } from './check-gradient';

describe('gradients of norms agree with finite differences', () => {
  test.each<[string, readonly number[], number, (x: Value, scale: Value, offset: Value) => Value]>([
    ['over the batch', [3, 2, 2, 3], 2, (...x) => batchNorm(...x, 1e-3).y],
    ['over the last axis', [2, 3, 5], 5, (...x) => layerNorm(...x, 1e-3)],
    ['over groups of channels', [2, 4, 2, 3], 4, (x, ...rest) => groupNorm(x, 2, ...rest, 1e-3)],
  ])('%s', async (_name, dims, channels, make) => {
    const leaves = [{ dims }, { dims: [channels] }, { dims: [channels] }];
    // Squared: the sum of what was normalised hardly changes with x.
    await checkGradient(leaves, (x, scale, offset) => square(make(x!, scale!, offset!)));
  });
});
