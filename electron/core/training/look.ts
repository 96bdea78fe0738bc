import { AppFailure } from '#shared/contract/errors';
import { countsOf, type Dataset } from '#shared/domain/dataset';
import type { DatasetLook } from '#shared/domain/known-dataset';
import type { TaskName } from '#shared/domain/model';
import { sidesOf, splitOf } from './sides';
import { trainable, trainerOf } from './trainable';

const mostProblems = 200;
/** The sides are told for the seed that a training has where nobody chooses another. */
const seed = 1;

/** What there is in a dataset, and what can be learnt from it. */
export function lookOf(dataset: Dataset): DatasetLook {
  const { sha256, format, labels, items, problems } = dataset;
  const { pictures, good, byLabel } = countsOf(labels, items);
  const { train, validation, test } = splitOf(dataset, seed);
  return {
    sha256,
    format,
    pictures,
    good,
    labels: [...byLabel].map(([label, counts]) => ({ label, ...counts })),
    groups: groupsOf(dataset),
    split: {
      counts: { train: train.length, validation: validation.length, test: test.length },
      own: items.some(({ split }) => split !== null),
    },
    problems: problems.slice(0, mostProblems),
    problemCount: problems.length,
    tasks: trainable.map((task) => ({ task, problem: problemOf(task, dataset) })),
  };
}

function groupsOf({ items }: Dataset): number {
  const sizes = new Map<string, number>();
  for (const { group } of items) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return [...sizes.values()].filter((size) => size > 1).length;
}

function problemOf(task: TaskName, dataset: Dataset): string | null {
  try {
    const { train, validation } = sidesOf(dataset, seed);
    trainerOf(task).check({ dataset, train, validation });
    return null;
  } catch (thrown) {
    if (thrown instanceof AppFailure) return thrown.message;
    throw thrown;
  }
}
