import { readDataset } from '#electron/engine/open-training';
import { AppFailure } from '#shared/contract/errors';
import type { Dataset } from '#shared/domain/dataset';
import type { DatasetPlace } from '#shared/domain/known-dataset';
import { statusLine } from './status-line';

/** How a command names a dataset, for parseArgs. */
export const datasetOptions = {
  dataset: { type: 'string' },
  format: { type: 'string' },
  column: { type: 'string' },
  threshold: { type: 'string' },
  good: { type: 'string' },
  names: { type: 'string' },
} as const;

export const datasetUsage =
  '--dataset FOLDER [--format F] [--column C] [--threshold X] [--good LABEL] [--names PATTERN]';

type Given = { readonly [Name in keyof typeof datasetOptions]?: string | undefined };

/** Throws AppFailure input.invalid where no folder is named. */
export function placeOf({ dataset, ...options }: Given): DatasetPlace {
  if (dataset === undefined || dataset === '') {
    throw new AppFailure('input.invalid', 'Name the folder with the pictures and labels: --dataset FOLDER.');
  }
  const given = (['format', 'column', 'threshold', 'good', 'names'] as const).flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { path: dataset, options: Object.fromEntries(given) };
}

/** Reads all of it, saying how far it is. Throws AppFailure dataset.*, cancelled. */
export async function openNamed(place: DatasetPlace, signal: AbortSignal): Promise<Dataset> {
  const line = statusLine();
  try {
    return await readDataset(place, signal, ({ done, total }) =>
      line.show(`reading the dataset: ${done} of ${total} pictures`),
    );
  } finally {
    line.clear();
  }
}
