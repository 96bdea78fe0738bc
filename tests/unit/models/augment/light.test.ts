import { describe, expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { gaussianBlur } from '#models/augment/blur';
import { drawBrightness } from '#models/augment/brightness';
import { drawContrast } from '#models/augment/contrast';
import { cutOutAtTimes } from '#models/augment/cut-out';
import { drawGamma } from '#models/augment/gamma';
import { addNoise } from '#models/augment/noise';
import { wholeOf } from '#models/augment/planes';
import { noAugmentation } from '#models/augment/settings';
import { applyTone, drawTone } from '#models/augment/tone';
import { planes, rowsOf } from './pictures';

const many = Array.from({ length: 300 }, (_, seed) => createRandom(seed));
const rangeOf = (values: number[]) => [Math.min(...values), Math.max(...values)];

describe('tone', () => {
  test('each kind keeps to its range and fills it', () => {
    const brightness = many.map((random) =>
      drawBrightness({ ...noAugmentation, brightness: 0.1 }, random)(0.5),
    );
    expect(rangeOf(brightness)).toEqual([expect.closeTo(0.4, 2), expect.closeTo(0.6, 2)]);
    const contrast = many.map(
      (random) => drawContrast({ ...noAugmentation, contrast: 0.25 }, random)(1) - 0.5,
    );
    expect(rangeOf(contrast)).toEqual([expect.closeTo(0.5 / 1.25, 2), expect.closeTo(0.5 * 1.25, 2)]);
    const gamma = many.map(
      (random) => Math.log(drawGamma({ ...noAugmentation, gamma: 1 }, random)(0.5)) / Math.log(0.5),
    );
    expect(rangeOf(gamma)).toEqual([expect.closeTo(0.5, 1), expect.closeTo(2, 1)]);
  });

  test('the table equals its curve, kept within 0..1', () => {
    const settings = { ...noAugmentation, brightness: 0.3, contrast: 0.5, gamma: 0.5 };
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = createRandom(seed);
      const [gamma, contrast, brightness] = [drawGamma, drawContrast, drawBrightness].map((draw) =>
        draw(settings, random),
      );
      const into = planes(50, 2);
      into.data.forEach((_, i) => (into.data[i] = i / 99));
      applyTone(drawTone(settings, createRandom(seed))!, into, wholeOf(into));
      into.data.forEach((value, i) => {
        const exact = Math.min(1, Math.max(0, brightness!(contrast!(gamma!(i / 99)))));
        expect(Math.abs(value - exact)).toBeLessThan(1 / 255 / 4); // a quarter of a gray level
      });
    }
  });

  test('no change of light is no table; a region of all planes is changed alone', () => {
    expect(drawTone(noAugmentation, createRandom(1))).toBeNull();
    const into = planes(3, 2, 3);
    into.data.fill(0.5);
    applyTone(drawTone({ ...noAugmentation, brightness: 0.5 }, createRandom(3))!, into, {
      left: 1,
      top: 1,
      right: 3,
      bottom: 2,
    });
    for (const plane of [0, 1, 2]) {
      const [first, second] = rowsOf(into, plane);
      expect(first).toEqual([0.5, 0.5, 0.5]);
      expect(second!.map((value) => value === 0.5)).toEqual([true, false, false]);
    }
  });
});

describe('blur', () => {
  test('a point becomes a bell of that deviation, its light is kept', () => {
    const into = planes(41, 41);
    into.data.fill(0)[20 * 41 + 20] = 1;
    gaussianBlur(into, 2);
    const rows = rowsOf(into);
    expect(rows.flat().reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    let variance = 0;
    rows.forEach((row, y) => row.forEach((value) => (variance += value * (y - 20) ** 2)));
    // The tails beyond three deviations, which are cut, make up at most 2.7 % of the variance.
    expect(variance / 4).toBeGreaterThan(0.973);
    expect(variance / 4).toBeLessThan(1);
    expect(rows[20]![22]! / rows[20]![20]!).toBeCloseTo(Math.exp(-0.5), 4);
    expect(rows[22]![20]).toBeCloseTo(rows[20]![22]!, 6);
  });

  test('an even picture stays, edges included; so does any without blur', () => {
    const even = planes(7, 5, 3);
    even.data.fill(0.3);
    gaussianBlur(even, 1.5);
    even.data.forEach((value) => expect(value).toBeCloseTo(0.3, 6));
    const other = planes(3, 3);
    other.data.forEach((_, i) => (other.data[i] = i / 9));
    const before = other.data.slice();
    gaussianBlur(other, 0);
    expect(other.data).toEqual(before);
  });
});

test('noise has the deviation asked for and stays within 0..1', () => {
  const into = planes(200, 200);
  into.data.fill(0.5);
  addNoise(into, 0.05, createRandom(1));
  const mean = into.data.reduce((sum, value) => sum + value, 0) / 40_000;
  const variance = into.data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 40_000;
  expect(Math.abs(mean - 0.5)).toBeLessThan(4 * (0.05 / 200));
  expect(Math.sqrt(variance)).toBeCloseTo(0.05, 3);
  expect(rowsOf(into)[0]).not.toEqual(rowsOf(into)[1]);
  into.data.fill(0);
  addNoise(into, 1, createRandom(1));
  expect(rangeOf([...into.data])).toEqual([0, 1]);
});

describe('cut-out', () => {
  const settings = { ...noAugmentation, cutOut: { chance: 1, share: 0.5 } };
  const cut = (seed: number, box: [number, number, number, number]) => {
    const [image, golden] = [planes(20, 16, 3), planes(20, 16, 3)];
    const mask = { data: new Uint8Array(320).fill(1), offset: 0, widthPx: 20, heightPx: 16 };
    cutOutAtTimes([image, golden], mask, [{ label: 'a', box }], settings, createRandom(seed));
    const covered = rowsOf(image, 2).flatMap((row, y) =>
      row.flatMap((value, x) => (value === -7 ? [] : [[x, y]])),
    );
    return { image, golden, mask, covered };
  };

  test('covers a rectangle alike in picture and golden, and in the mask', () => {
    let most = 0;
    for (let seed = 0; seed < 50; seed++) {
      const { image, golden, mask, covered } = cut(seed, [0, 0, 0.1, 0.1]);
      expect(golden.data).toEqual(image.data);
      expect(mask.data.filter((value) => value === 0)).toHaveLength(covered.length);
      const values = new Set(image.data);
      values.delete(-7);
      expect(values.size).toBeLessThanOrEqual(1);
      most = Math.max(most, covered.length);
    }
    expect(most).toBeGreaterThan(40);
    expect(most).toBeLessThanOrEqual(10 * 8);
  });

  test('never hides more than a quarter of a box', () => {
    for (let seed = 0; seed < 200; seed++) {
      const hidden = cut(seed, [8, 6, 4, 4]).covered.filter(
        ([x, y]) => x! >= 8 && x! < 12 && y! >= 6 && y! < 10,
      );
      expect(hidden.length).toBeLessThanOrEqual(4);
    }
  });
});
