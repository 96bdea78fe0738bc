import { expect, test } from 'vitest';
import { paretoBars } from '../../../../renderer/ui/pareto-bars';

const byLabel = [
  { label: 'short', count: 6 },
  { label: 'spur', count: 3 },
  { label: 'open', count: 1 },
];

test('the share runs up to the whole', () => {
  expect(paretoBars(byLabel, 6).map(({ share }) => share)).toEqual([0.6, 0.9, 1]);
});

test('what is left out still counts in the share', () => {
  expect(paretoBars(byLabel, 2)).toEqual([
    { label: 'short', count: 6, share: 0.6 },
    { label: 'spur', count: 3, share: 0.9 },
  ]);
});
