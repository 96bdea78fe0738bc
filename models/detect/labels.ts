import { AppFailure } from '#shared/contract/errors';
import type { DatasetItem } from '#shared/domain/dataset';
import type { TrainingData } from '../train/task-trainer';

/** The labels that boxes carry. Throws AppFailure dataset.malformed where there is nothing to learn from or to check with. */
export function boxLabelsOf({ dataset, train, validation }: TrainingData): readonly string[] {
  const { name } = dataset;
  const used = labelsOf(train);
  const labels = dataset.labels.filter((label) => used.has(label));
  if (labels.length === 0) {
    const message = `${name} has no picture with a box to learn from: draw boxes around defects.`;
    throw new AppFailure('dataset.malformed', message, { name });
  }
  const checked = labelsOf(validation);
  if (!labels.some((label) => checked.has(label))) {
    const message = `${name} has no picture with a box to check with: draw boxes on more pictures.`;
    throw new AppFailure('dataset.malformed', message, { name });
  }
  return labels;
}

function labelsOf(items: readonly DatasetItem[]): Set<string> {
  return new Set(items.flatMap(({ boxes }) => boxes.map(({ label }) => label)));
}
