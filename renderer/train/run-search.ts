import type { TrainingRun } from '#shared/domain/training';

/** Is each word somewhere in what is told of the run? @param task its task in the user's language */
export function matches({ name, dataset, registered }: TrainingRun, text: string, task: string): boolean {
  const where = [name, dataset.name, task, registered?.version].join(' ').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}
