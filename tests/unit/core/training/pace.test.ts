import { expect, test } from 'vitest';
import type { TrainingProgress } from '#shared/domain/training';
import { createPace } from '#electron/core/training/pace';

function training() {
  let nowMs = 1000;
  const told: TrainingProgress[] = [];
  const pace = createPace({ nowMs: () => nowMs }, (progress) => void told.push(progress));
  return {
    told,
    step(step: number, ms: number) {
      nowMs += ms;
      pace.stepped({
        step,
        steps: 100,
        epoch: 1,
        epochs: 5,
        batchSize: 8,
        loss: 0.5,
        rate: 0.1,
        validated: null,
      });
    },
    hold(ms: number) {
      nowMs += ms;
      pace.held(ms);
    },
  };
}

test('pictures a second and the time left are the mean since the first step, without pauses', () => {
  const { told, step, hold } = training();
  step(1, 5000); // sets memory up: does not count
  for (let i = 2; i <= 11; i++) step(i, 500);
  hold(60_000);
  step(12, 500);
  expect(told[0]).toMatchObject({ step: 1, picturesPerSecond: null, secondsLeft: null });
  expect(told.at(-1)).toMatchObject({ step: 12, picturesPerSecond: 16, secondsLeft: 44 });
});

test('a second has four reports at most, the last step has one in any case', () => {
  const { told, step } = training();
  for (let i = 1; i <= 99; i++) step(i, 20);
  expect(told.length).toBe(8); // at 0, 260, … 1820 of 1960 ms
  step(100, 1);
  expect(told.at(-1)).toMatchObject({ step: 100, secondsLeft: 0 });
});
