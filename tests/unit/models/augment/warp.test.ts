import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  apply,
  chain,
  identity,
  inverse,
  rotation,
  scaling,
  translation,
  type Affine,
} from '#models/augment/affine';
import { wholeOf, type Outside, type Planes } from '#models/augment/planes';
import { halved } from '#models/augment/shrink';
import { warp } from '#models/augment/warp';
import { warpMask } from '#models/augment/warp-mask';
import type { PixelImage } from '#shared/domain/frame';
import { maskOf, picture, planes, ramp, rowsOf } from './pictures';

const about = (widthPx: number, heightPx: number, turn: Affine) =>
  chain(translation(-widthPx / 2, -heightPx / 2), turn, translation(widthPx / 2, heightPx / 2));

function warped(image: PixelImage, transform: Affine, into: Planes, outside: Outside = 'edge'): Planes {
  warp(image, transform, into, wholeOf(into), outside);
  return into;
}

/** Bilinear interpolation as any textbook writes it, the edge going on for ever: what the loops must equal. */
function reference(image: PixelImage, transform: Affine, x: number, y: number, channel: number): number {
  const [px, py] = apply(inverse(transform), [x + 0.5, y + 0.5]);
  const [u, v] = [px - 0.5, py - 0.5];
  const at = (column: number, row: number) => {
    const clampedX = Math.min(image.widthPx - 1, Math.max(0, column));
    const clampedY = Math.min(image.heightPx - 1, Math.max(0, row));
    return image.data[(clampedY * image.widthPx + clampedX) * image.channels + channel]!;
  };
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [fx, fy] = [u - left, v - top];
  const upper = at(left, top) * (1 - fx) + at(left + 1, top) * fx;
  const lower = at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx;
  return (upper * (1 - fy) + lower * fy) / (image.data instanceof Uint8Array ? 255 : 65535);
}

describe('warp', () => {
  test.each([
    ['gray', 1, 8],
    ['colour', 3, 8],
    ['gray of 16 bits', 1, 16],
    ['colour of 16 bits', 3, 16],
  ] as const)('equals bilinear interpolation at every pixel: %s', (_, channels, bits) => {
    const transforms = fc.record({
      angle: fc.double({ min: -180, max: 180, noNaN: true }),
      scale: fc.double({ min: 0.6, max: 3, noNaN: true }),
      x: fc.double({ min: -9, max: 9, noNaN: true }),
    });
    const image = ramp(13, 9, channels, bits);
    fc.assert(
      fc.property(transforms, ({ angle, scale, x }) => {
        const transform = chain(about(13, 9, chain(rotation(angle), scaling(scale))), translation(x, -x));
        const into = warped(image, transform, planes(11, 12, channels, 5));
        for (let channel = 0; channel < channels; channel++) {
          rowsOf(into, channel).forEach((row, py) =>
            row.forEach((value, px) =>
              expect(value).toBeCloseTo(reference(image, transform, px, py, channel), 5),
            ),
          );
        }
        expect([...into.data.subarray(0, 5)]).toEqual([-7, -7, -7, -7, -7]);
      }),
      { numRuns: 60 },
    );
  });

  test('mirror images and quarter turns move pixels and change none', () => {
    const image = ramp(3, 2);
    const value = (x: number, y: number) => Math.fround(image.data[y * 3 + x]! / 255);
    const mirrored = warped(image, about(3, 2, scaling(-1, 1)), planes(3, 2));
    expect(rowsOf(mirrored)).toEqual([
      [value(2, 0), value(1, 0), value(0, 0)],
      [value(2, 1), value(1, 1), value(0, 1)],
    ]);
    const quarter = chain(translation(-1.5, -1), rotation(90), translation(1, 1.5));
    expect(rowsOf(warped(image, quarter, planes(2, 3)))).toEqual([
      [value(0, 1), value(0, 0)],
      [value(1, 1), value(1, 0)],
      [value(2, 1), value(2, 0)],
    ]);
    expect(rowsOf(warped(image, identity, planes(3, 2)))[1]).toEqual([0, 1, 2].map((x) => value(x, 1)));
  });

  test('gray into three planes, colour into one by its luma', () => {
    const three = warped(ramp(4, 3), identity, planes(4, 3, 3));
    expect(rowsOf(three, 1)).toEqual(rowsOf(three, 0));
    expect(rowsOf(three, 2)).toEqual(rowsOf(three, 0));
    const colour = ramp(8, 8, 3);
    const luma = warped(colour, about(8, 8, rotation(20)), planes(8, 8));
    const [red, green, blue] = [0, 1, 2].map((plane) =>
      rowsOf(warped(colour, about(8, 8, rotation(20)), planes(8, 8, 3)), plane),
    );
    rowsOf(luma).forEach((row, y) =>
      row.forEach((value, x) =>
        expect(value).toBeCloseTo((77 * red![y]![x]! + 150 * green![y]![x]! + 29 * blue![y]![x]!) / 256, 6),
      ),
    );
  });

  test('outside stands one value, or the edge', () => {
    const image = picture(2, 1, (x) => [51, 204][x]!);
    const shifted = translation(2, 0);
    expect(rowsOf(warped(image, shifted, planes(6, 1), 0.5))[0]).toEqual(
      [0.5, 0.5, 0.2, 0.8, 0.5, 0.5].map(Math.fround),
    );
    expect(rowsOf(warped(image, shifted, planes(6, 1)))[0]).toEqual(
      [0.2, 0.2, 0.2, 0.8, 0.8, 0.8].map(Math.fround),
    );
  });

  test('a region is written, the rest stays', () => {
    const into = planes(4, 4);
    warp(ramp(4, 4), identity, into, { left: 1, top: 2, right: 3, bottom: 4 }, 'edge');
    const written = rowsOf(into).map((row) => row.map((value) => value !== -7));
    const [none, middle] = [
      [false, false, false, false],
      [false, true, true, false],
    ];
    expect(written).toEqual([none, none, middle, middle]);
  });

  test('shrinking takes the mean of what falls into a pixel: a fine line does not vanish', () => {
    const line = picture(64, 64, (x) => (x === 37 ? 255 : 0));
    const small = warped(line, scaling(1 / 8), planes(8, 8));
    const sums = rowsOf(small).map((row) => row.reduce((sum, value) => sum + value, 0));
    for (const sum of sums) expect(sum).toBeCloseTo(1 / 8, 2);
    const mean = warped(ramp(8, 8), scaling(0.5), planes(4, 4));
    const { data } = ramp(8, 8);
    expect(rowsOf(mean)[1]![2]).toBeCloseTo((data[20]! + data[21]! + data[28]! + data[29]!) / 4 / 255, 6);
  });
});

test('half the size: means, an odd edge counts twice', () => {
  const image = picture(
    3,
    3,
    (x, y) =>
      [
        [0, 10, 20],
        [30, 40, 51],
        [60, 70, 81],
      ][y]![x]!,
  );
  expect(halved(image)).toEqual({
    widthPx: 2,
    heightPx: 2,
    channels: 1,
    data: Uint8Array.of(20, 36, 65, 81),
  });
  expect(halved(ramp(5, 4, 3, 16)).data).toHaveLength(3 * 2 * 3);
});

describe('warpMask', () => {
  const mask = maskOf(ramp(4, 2), (x, y) => 10 * y + x);

  test('takes the label at each pixel centre', () => {
    const plane = { data: new Uint8Array(8).fill(99), offset: 0, widthPx: 4, heightPx: 2 };
    warpMask(mask, about(4, 2, scaling(-1, 1)), plane, wholeOf(plane), 0.5);
    expect([...plane.data]).toEqual([3, 2, 1, 0, 13, 12, 11, 10]);
    warpMask(mask, chain(scaling(2), translation(-2, 0)), plane, wholeOf(plane), 0.5);
    expect([...plane.data]).toEqual([1, 1, 2, 2, 1, 1, 2, 2]);
  });

  test('outside is background, or the label at the edge', () => {
    const plane = { data: new Uint8Array(8), offset: 0, widthPx: 4, heightPx: 2 };
    warpMask(mask, translation(2, 1), plane, wholeOf(plane), 0.5);
    expect([...plane.data]).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    warpMask(mask, translation(-2, 1), plane, wholeOf(plane), 'edge');
    expect([...plane.data]).toEqual([2, 3, 3, 3, 2, 3, 3, 3]);
  });
});
