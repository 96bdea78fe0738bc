import { expect, test } from 'vitest';
import { withRunningShare } from '../../../../renderer/records/pareto';

test('the share runs up to the whole', () => {
  const bars = withRunningShare([
    { label: 'short', count: 6 },
    { label: 'spur', count: 3 },
    { label: 'open', count: 1 },
  ]);
  expect(bars.map(({ share }) => share)).toEqual([0.6, 0.9, 1]);
});
