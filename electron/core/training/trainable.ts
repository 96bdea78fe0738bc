import { AppFailure } from '#shared/contract/errors';
import type { TaskName } from '#shared/domain/model';
import type { TaskTrainer } from '#models/train/task-trainer';
import { trainers } from '#models/trainers';

const table: Readonly<Partial<Record<TaskName, TaskTrainer>>> = trainers;

/** The tasks that can be learnt here. */
export const trainable = Object.keys(trainers) as TaskName[];

/** Throws AppFailure input.invalid for a task that cannot be learnt. */
export function trainerOf(task: string): TaskTrainer {
  const trainer = trainable.some((one) => one === task) ? table[task as TaskName] : undefined;
  if (trainer) return trainer;
  throw new AppFailure(
    'input.invalid',
    `The task ${task} cannot be learnt: choose one of ${trainable.join(', ')}.`,
    { field: 'task' },
  );
}
