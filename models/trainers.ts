import { anomalyTrainer } from './anomaly/training';
import { classifyTrainer } from './classify/training';
import { detectTrainer } from './detect/training';
import { segmentTrainer } from './segment/training';
import type { TaskTrainer } from './train/task-trainer';

/** The tasks that can be learnt here. */
export const trainers = {
  anomaly: anomalyTrainer,
  classify: classifyTrainer,
  detect: detectTrainer,
  segment: segmentTrainer,
} as const satisfies Record<string, TaskTrainer>;
export type TrainableTask = keyof typeof trainers;
