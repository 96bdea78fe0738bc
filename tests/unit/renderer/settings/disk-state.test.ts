import { expect, test } from 'vitest';
import { diskState } from '../../../../renderer/settings/disk-state';

const gb = 1_000_000_000;

test.each([
  [50 * gb, 500 * gb, 'good'],
  [49 * gb, 500 * gb, 'low'],
  [0.5 * gb, 500 * gb, 'low'],
  [0.499 * gb, 500 * gb, 'full'],
  // A small disk is full at the same floor, although a tenth of it is free.
  [0.4 * gb, 2 * gb, 'full'],
])('%d free of %d is %s', (freeBytes, totalBytes, state) => {
  expect(diskState({ freeBytes, totalBytes })).toBe(state);
});
