import { expect, test } from 'vitest';
import { planesOf, resized } from '#models/image/resize';

const gray = (widthPx: number, data: readonly number[]) =>
  ({ widthPx, heightPx: data.length / widthPx, channels: 1, data: Uint8Array.from(data) }) as const;

test('a picture of the right size is its own memory', () => {
  const image = gray(2, [1, 2, 3, 4]);
  expect(resized(image, 2, 2, 1).data).toBe(image.data);
});

test('shrinking averages, so that no line gets lost', () => {
  // One bright column of eight, shrunk to a quarter: by hand, triangle of half width 4 at centres 1.5 and 5.5.
  const row = [0, 0, 0, 160, 0, 0, 0, 0];
  const weights = (centre: number) => row.map((_, i) => Math.max(0, 1 - Math.abs(i - centre) / 4));
  const expected = [1.5, 5.5].map((centre) => {
    const all = weights(centre);
    return Math.round((160 * all[3]!) / all.reduce((sum, weight) => sum + weight, 0));
  });
  expect([...resized(gray(8, row), 2, 1, 1).data]).toEqual(expected);
});

test('enlarging is linear between pixel centres', () => {
  expect([...resized(gray(2, [0, 100]), 4, 1, 1).data]).toEqual([0, 25, 75, 100]);
  const flat = resized(
    gray(
      3,
      Array.from({ length: 9 }, () => 77),
    ),
    7,
    5,
    1,
  );
  expect(new Set(flat.data)).toEqual(new Set([77]));
});

test('channels and bits become those of the network', () => {
  const deep = {
    widthPx: 1,
    heightPx: 1,
    channels: 3,
    data: Uint16Array.of(0xff00, 0x8000, 0x00ff),
  } as const;
  expect([...resized(deep, 1, 1, 3).data]).toEqual([0xff, 0x80, 0]);
  expect([...resized(gray(1, [9]), 1, 2, 3).data]).toEqual([9, 9, 9, 9, 9, 9]);
  const colour = { widthPx: 2, heightPx: 1, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) } as const;
  expect([...planesOf(resized(colour, 2, 1, 3))]).toEqual([1, 4, 2, 5, 3, 6]);
});
