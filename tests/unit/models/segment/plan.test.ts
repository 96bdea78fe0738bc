import { describe, expect, test } from 'vitest';
import { planOf } from '#models/segment/plan';
import { lookAt, quantile, surveyOf, type Survey } from '#models/segment/survey';

const survey: Survey = {
  channels: 1,
  widthPx: 600,
  heightPx: 400,
  longestPx: 640,
  defects: Array.from({ length: 50 }, () => ({ class: 1, areaPx: 655, widthPx: 12 })),
};
const balanced = { quality: 'balanced', sizePx: null } as const;
const counts = { pictures: 100, labels: 1 };
const defects = (...widths: number[]) => widths.map((widthPx) => ({ class: 1, areaPx: 100, widthPx }));

describe('the scale', () => {
  test('is 1 for pictures that are small anyway', () => {
    expect(planOf(survey, balanced, counts).scale).toBe(1);
  });

  test('brings large pictures to the area that the quality allows', () => {
    const large = { ...survey, widthPx: 2000, heightPx: 1500, longestPx: 2000 };
    const areaOf = (quality: 'fast' | 'balanced' | 'best') =>
      Math.round(planOf(large, { ...balanced, quality }, counts).scale ** 2 * 2000 * 1500);
    expect([areaOf('fast'), areaOf('balanced'), areaOf('best')]).toEqual([400 ** 2, 640 ** 2, 1024 ** 2]);
  });

  test('keeps narrow defects visible, up to a limit', () => {
    const large = { ...survey, widthPx: 4000, heightPx: 3000, longestPx: 4000 };
    expect(planOf({ ...large, defects: defects(10, 20, 30) }, balanced, counts).scale).toBeCloseTo(0.3, 10);
    const finest = planOf({ ...large, defects: defects(1, 1, 1) }, balanced, counts).scale;
    expect(finest ** 2 * 12e6).toBeCloseTo(2048 ** 2, 0);
  });

  test('is what is asked for, never above 1', () => {
    expect(planOf(survey, { ...balanced, sizePx: 320 }, counts).scale).toBe(0.5);
    expect(planOf(survey, { ...balanced, sizePx: 4096 }, counts).scale).toBe(1);
  });
});

test('crops are no larger than the pictures, batches larger for small crops', () => {
  const { shape } = planOf(survey, balanced, counts);
  expect([shape.cropPx, shape.batch]).toEqual([256, 8]);
  const small = planOf({ ...survey, widthPx: 90, heightPx: 70, longestPx: 100 }, balanced, counts);
  expect([small.shape.cropPx, small.shape.batch, small.aimed, small.free]).toEqual([128, 16, 8, 8]);
});

test('an epoch shows each picture, large ones in several crops; few pictures still make an epoch', () => {
  // 600 × 400 are 3.7 crops of 256².
  expect(planOf(survey, balanced, counts).stepsAnEpoch).toBe((100 * 4) / 8);
  expect(planOf(survey, balanced, { ...counts, pictures: 3 }).stepsAnEpoch).toBe(16);
});

test('classes that cover little of the crops around them count more, by the root', () => {
  const whole = { class: 2, areaPx: 40_000, widthPx: 200 };
  const { classWeights } = planOf({ ...survey, defects: [...survey.defects, whole] }, balanced, {
    ...counts,
    labels: 3,
  });
  // 655 of 65,536 pixels are a hundredth; a fifth is common; of the third label nothing is known.
  expect(classWeights).toEqual([1, expect.closeTo(Math.sqrt(20), 2), 1, 1]);
});

test('what is a quarter of the smallest defects is noise', () => {
  expect(planOf(survey, balanced, counts).minAreaPx).toBe(100);
  const areas = (areaPx: number) => ({ ...survey, defects: [{ class: 1, areaPx, widthPx: 3 }] });
  expect(planOf(areas(42), balanced, counts).minAreaPx).toBe(11);
  expect(planOf(areas(1), balanced, counts).minAreaPx).toBe(1);
});

test('the survey measures regions in the classes of the model', () => {
  const mask = {
    widthPx: 5,
    heightPx: 3,
    data: Uint8Array.from([0, 2, 2, 2, 2, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0]),
  };
  const image = { widthPx: 5, heightPx: 3, channels: 1, data: new Uint8Array(15) } as const;
  const look = lookAt({ image, golden: null, mask }, Uint8Array.of(0, 2, 1));
  expect(look).toMatchObject({ widthPx: 5, heightPx: 3, coloured: false });
  expect(look.defects).toEqual([
    { class: 1, areaPx: 5, widthPx: 5 / 4 },
    { class: 2, areaPx: 1, widthPx: 1 },
  ]);
  const other = { widthPx: 9, heightPx: 7, coloured: true, defects: [] };
  expect(surveyOf([look, other, other])).toEqual({
    channels: 3,
    widthPx: 9,
    heightPx: 7,
    longestPx: 9,
    defects: look.defects,
  });
});

test('quantiles', () => {
  expect([0, 0.1, 0.5, 0.99, 1].map((share) => quantile([3, 1, 2, 5, 4], share))).toEqual([1, 1, 3, 5, 5]);
  expect(quantile([], 0.5)).toBeNaN();
});
