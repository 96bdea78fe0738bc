import { describe, expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';

describe('random', () => {
  test('the same seed gives the same numbers, another seed or stream others', () => {
    const take = (seed: number, stream?: number) => {
      const random = createRandom(seed, stream);
      return Array.from({ length: 8 }, () => random.next());
    };
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
    expect(take(7, 0)).not.toEqual(take(7, 1));
  });

  test('uniform numbers have mean 1/2 and variance 1/12', () => {
    const random = createRandom(1);
    const numbers = Array.from({ length: 100_000 }, () => random.next());
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
    // Four standard errors.
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / numbers.length));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / numbers.length));
  });

  test('normal numbers: 68.27 % within one standard deviation', () => {
    const random = createRandom(2);
    const numbers = Array.from({ length: 50_000 }, () => random.normal(3, 2));
    const within = numbers.filter((x) => Math.abs(x - 3) < 2).length / numbers.length;
    expect(within).toBeCloseTo(0.6827, 2);
  });

  test('integers reach both ends and pick needs something to pick from', () => {
    const random = createRandom(3);
    expect(new Set(Array.from({ length: 200 }, () => random.integer(1, 3)))).toEqual(new Set([1, 2, 3]));
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
