import { expect, test } from 'vitest';
import { isColoured } from '#models/image/colour';

const picture = (data: readonly number[]) =>
  ({ widthPx: data.length / 3, heightPx: 1, channels: 3, data: Uint8Array.from(data) }) as const;

test('three equal channels, or nearly so, are gray', () => {
  expect(isColoured(picture([10, 10, 10, 200, 203, 200]))).toBe(false);
  expect(isColoured(picture([10, 10, 10, 200, 120, 90]))).toBe(true);
  expect(isColoured({ widthPx: 1, heightPx: 1, channels: 1, data: Uint8Array.of(9) })).toBe(false);
  const deep = { ...picture([0, 0, 0]), data: Uint16Array.of(1000, 1200, 900) };
  expect(isColoured(deep)).toBe(false);
});
