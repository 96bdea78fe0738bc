import { expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { writeFlawShares } from '#models/anomaly/flaw-targets';
import { paintFlaws } from '#models/anomaly/flaws/paint';
import { drawShape } from '#models/anomaly/flaws/shape';

const side = 48;

function planes(seed: number, channels: 1 | 3) {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: channels * side * side }, () => random.uniform(0.2, 0.8));
  return { data, offset: 0, channels, widthPx: side, heightPx: side } as const;
}

function painted(seed: number, channels: 1 | 3 = 1) {
  const picture = planes(1, channels);
  const mask = new Float32Array(side * side);
  paintFlaws(picture, planes(2, channels), mask, createRandom(seed));
  return { picture, mask };
}

test('what is marked is changed, what is not is as it was or hardly changed', () => {
  const before = planes(1, 1).data;
  let [marked, unchanged, unmarked, lowest, highest] = [0, 0, 0, 1, 0];
  for (let seed = 0; seed < 60; seed++) {
    const { picture, mask } = painted(seed);
    picture.data.forEach((value, i) => {
      [lowest, highest] = [Math.min(lowest, value), Math.max(highest, value)];
      const change = Math.abs(Math.log((value + 0.02) / (before[i]! + 0.02)));
      if (mask[i] === 1) {
        marked++;
        if (change < 0.02) unchanged++;
      } else if (change > 1) unmarked++;
    });
  }
  expect(lowest).toBeGreaterThanOrEqual(0);
  expect(highest).toBeLessThanOrEqual(1);
  // Two flaws in one place may undo each other, or what is bright already cannot be brighter; both are rare.
  expect(unchanged / marked).toBeLessThan(0.1);
  expect(unmarked / marked).toBeLessThan(0.02);
  // On average between one in a hundred and a third of the pixels.
  const share = marked / (60 * side * side);
  expect(share).toBeGreaterThan(0.01);
  expect(share).toBeLessThan(0.34);
});

test('the same random numbers paint the same, in gray and in colour', () => {
  for (const channels of [1, 3] as const) expect(painted(7, channels)).toEqual(painted(7, channels));
  expect(painted(7).picture.data).not.toEqual(painted(8).picture.data);
});

test('shapes cover 0..1 of each pixel', () => {
  for (let seed = 0; seed < 60; seed++) {
    const { data } = drawShape(side, side, createRandom(seed));
    expect(Math.min(...data)).toBe(0);
    expect(Math.max(...data)).toBeLessThanOrEqual(1);
  }
});

test('shares of cells', () => {
  // prettier-ignore
  const mask = Float32Array.of(
    1, 1, 0, 0,
    1, 1, 0, 0,
    0, 0, 0, 1,
    0, 0, 0, 0,
  );
  const target = new Float32Array(6).fill(9);
  writeFlawShares(mask, 4, 2, target, 1);
  expect([...target]).toEqual([9, 1, 0, 0, 0.25, 9]);
});
