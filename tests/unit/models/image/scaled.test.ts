import { expect, test } from 'vitest';
import { paddedTo } from '#models/image/pad';
import { paddedTensor, scaled, scaledSize } from '#models/image/scaled';

test('edges are repeated to the right and below, pixel by pixel', () => {
  const image = {
    widthPx: 2,
    heightPx: 2,
    channels: 3,
    data: Uint8Array.from({ length: 12 }, (_, i) => i),
  } as const;
  // prettier-ignore
  const data = Uint8Array.from([
    0, 1, 2, 3, 4, 5, 3, 4, 5,
    6, 7, 8, 9, 10, 11, 9, 10, 11,
    6, 7, 8, 9, 10, 11, 9, 10, 11,
  ]);
  expect(paddedTo(image, 3)).toEqual({ widthPx: 3, heightPx: 3, channels: 3, data });
  expect(paddedTo(image, 2)).toBe(image);
});

test('sizes are whole and one pixel at least', () => {
  expect(scaledSize({ widthPx: 101, heightPx: 1 }, 0.5)).toEqual({ widthPx: 51, heightPx: 1 });
  expect(scaledSize({ widthPx: 100, heightPx: 30 }, 0.01)).toEqual({ widthPx: 1, heightPx: 1 });
});

test('a tensor has its channels one after another', () => {
  const image = { widthPx: 2, heightPx: 1, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) } as const;
  const { dims, data } = paddedTensor(scaled(image, 1, 3), 2);
  expect(dims).toEqual([1, 3, 2, 2]);
  expect(Array.from(data)).toEqual([1, 4, 1, 4, 2, 5, 2, 5, 3, 6, 3, 6]);
});
