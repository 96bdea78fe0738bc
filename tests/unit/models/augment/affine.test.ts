import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  apply,
  areaScale,
  boundsOf,
  chain,
  identity,
  inverse,
  rotation,
  scaling,
  translation,
} from '#models/augment/affine';

describe('affine', () => {
  test('steps follow one another', () => {
    const transform = chain(translation(1, 2), scaling(3, 4), rotation(90));
    // (5, 6) → (6, 8) → (18, 32) → clockwise (−32, 18)
    expect(apply(transform, [5, 6])).toEqual([-32, 18]);
    expect(areaScale(transform)).toBe(12);
    expect(chain()).toEqual(identity);
  });

  test('quarter turns are exact, also negative and whole ones', () => {
    expect([90, 180, 270, 360, -90].map((degrees) => apply(rotation(degrees), [2, 1]))).toEqual(
      [
        [-1, 2],
        [-2, -1],
        [1, -2],
        [2, 1],
        [1, -2],
      ].map(([x, y]) => [expect.closeTo(x!, 15), expect.closeTo(y!, 15)]),
    );
    expect(rotation(180)[1]).toBe(-0);
    expect(apply(rotation(30), [1, 0])[1]).toBeCloseTo(0.5, 12);
  });

  test('the inverse leads back', () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true });
    const factor = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(number, number, number, factor, factor, (x, y, angle, sx, sy) => {
        const transform = chain(translation(x, y), rotation(angle), scaling(-sx, sy));
        const [backX, backY] = apply(inverse(transform), apply(transform, [12, 34]));
        expect(backX).toBeCloseTo(12, 8);
        expect(backY).toBeCloseTo(34, 8);
      }),
    );
    expect(() => inverse(scaling(1, 0))).toThrow(RangeError);
  });

  test('bounds of a turned box', () => {
    const [x, y, width, height] = boundsOf(rotation(45), [0, 0, 10, 10]);
    expect([x, y, width, height]).toEqual(
      [-5, 0, 10, 10].map((side) => expect.closeTo(side * Math.SQRT2, 10)),
    );
  });
});
