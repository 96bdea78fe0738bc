import { expect, test } from 'vitest';
import { rateAt } from '#models/train/schedule';

const rates = (schedule: Parameters<typeof rateAt>[0]) =>
  Array.from({ length: schedule.steps }, (_, i) => rateAt(schedule, i + 1));

test('rises in a line, then falls along half a cosine to what is left at the end', () => {
  // 2 steps up; then 1/4, 1/2, 3/4 and all of the half turn: cos = √½, 0, −√½, −1.
  const half = Math.SQRT1_2 / 2;
  const wanted = [1, 2, ...[0.5 + half, 0.5, 0.5 - half, 0].map((share) => 2 * (0.1 + 0.9 * share))];
  rates({ rate: 2, steps: 6, warmUp: 1 / 3, last: 0.1 }).forEach((rate, i) =>
    expect(rate).toBeCloseTo(wanted[i]!, 12),
  );
});

test('without a warm-up the first step has the whole rate', () => {
  expect(rates({ rate: 1, steps: 3, warmUp: 0, last: 0 })).toEqual([
    1,
    expect.closeTo(0.5, 12),
    expect.closeTo(0, 12),
  ]);
});

test('the shortest trainings', () => {
  expect(rates({ rate: 1, steps: 1, warmUp: 0, last: 0.01 })).toEqual([1]);
  expect(rates({ rate: 1, steps: 4, warmUp: 1, last: 0.01 })).toEqual([0.25, 0.5, 0.75, 1]);
});

test('beyond its end the rate stays where it is', () => {
  expect(rateAt({ rate: 1, steps: 4, warmUp: 0, last: 0.2 }, 9)).toBeCloseTo(0.2, 12);
});
