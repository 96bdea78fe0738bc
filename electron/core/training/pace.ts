import type { TrainingProgress } from '#shared/domain/training';
import type { Progress } from '#models/train/trainer';
import type { Clock } from '../ports';

export interface Pace {
  /** The training was held for so long: that does not count. */
  held(ms: number): void;
  stepped(progress: Progress): void;
}

const tellEveryMs = 250;

/**
 * Says how far a training is and how fast, at most four times a second and at the last step. The pace is the mean since
 * the first step, which is left out: it sets memory up.
 */
export function createPace(clock: Pick<Clock, 'nowMs'>, tell: (progress: TrainingProgress) => void): Pace {
  let beganMs: number | null = null;
  let heldMs = 0;
  let steps = 0;
  let toldMs = -Infinity;
  return {
    held(ms) {
      if (beganMs !== null) heldMs += ms;
    },
    stepped(progress) {
      const nowMs = clock.nowMs();
      if (beganMs === null) beganMs = nowMs;
      else steps++;
      if (nowMs - toldMs < tellEveryMs && progress.step < progress.steps) return;
      toldMs = nowMs;
      const seconds = (nowMs - beganMs - heldMs) / 1000;
      const stepsPerSecond = steps > 0 && seconds > 0 ? steps / seconds : null;
      const { step, steps: all, epoch, epochs, batchSize, loss, rate } = progress;
      tell({
        step,
        steps: all,
        epoch,
        epochs,
        loss,
        rate,
        picturesPerSecond: stepsPerSecond && stepsPerSecond * batchSize,
        secondsLeft: stepsPerSecond && (all - step) / stepsPerSecond,
      });
    },
  };
}
