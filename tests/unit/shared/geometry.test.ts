import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boxIou,
  polygonContains,
  polygonHoldsBox,
  polygonMeetsBox,
  type Box,
} from '#shared/numeric/geometry';

const triangle = [
  [0, 0],
  [10, 0],
  [0, 10],
] as const;

describe('geometry', () => {
  test('IoU of two boxes that share a quarter of each: 25 / 175', () => {
    expect(boxIou([0, 0, 10, 10], [5, 5, 10, 10])).toBeCloseTo(25 / 175, 12);
    expect(boxIou([0, 0, 10, 10], [10, 0, 10, 10])).toBe(0);
    expect(boxIou([0, 0, 10, 10], [0, 0, 10, 10])).toBe(1);
  });

  test('IoU is symmetric and within 0..1', () => {
    const side = fc.integer({ min: 0, max: 50 });
    const box = fc.tuple(side, side, side, side);
    fc.assert(
      fc.property(box, box, (a: Box, b: Box) => {
        expect(boxIou(a, b)).toBe(boxIou(b, a));
        expect(boxIou(a, b)).toBeGreaterThanOrEqual(0);
        expect(boxIou(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('inside a triangle', () => {
    expect(polygonContains(triangle, [2, 2])).toBe(true);
    expect(polygonContains(triangle, [6, 6])).toBe(false);
  });

  test('a box meets a polygon by a corner, by an edge alone, and not from outside', () => {
    expect(polygonMeetsBox(triangle, [8, -1, 5, 2])).toBe(true);
    expect(polygonMeetsBox(triangle, [3, -5, 1, 30])).toBe(true);
    expect(polygonMeetsBox(triangle, [7, 7, 3, 3])).toBe(false);
  });

  test('a box is held only as a whole', () => {
    expect(polygonHoldsBox(triangle, [1, 1, 2, 2])).toBe(true);
    expect(polygonHoldsBox(triangle, [4, 4, 3, 3])).toBe(false);
    const notched = [
      [0, 0],
      [10, 0],
      [10, 10],
      [5, 2],
      [0, 10],
    ] as const;
    expect(polygonHoldsBox(notched, [1, 1, 8, 3])).toBe(false);
  });
});
