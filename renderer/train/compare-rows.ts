import type { TrainingRecord } from '#shared/domain/training';
import { resultsOf, type MeasuredOn } from './figures';

/** What a row of the comparison is about. */
export type RowSubject =
  | { readonly kind: 'figure'; readonly name: string; readonly split: MeasuredOn }
  | { readonly kind: 'fact'; readonly name: FactName };

const factNames = [
  'state',
  'task',
  'dataset',
  'version',
  'quality',
  'time',
  'size',
  'seed',
  'epochs',
  'bestEpoch',
  'loss',
] as const;
export type FactName = (typeof factNames)[number];

export interface CompareRow {
  readonly subject: RowSubject;
  /** A value a run; null where it has none. Text is compared as it is, and shown in the user's words. */
  readonly cells: readonly (string | number | null)[];
  readonly differs: boolean;
  /** The highest of a figure's values; null where all are the same, or for facts. */
  readonly best: number | null;
}

/** Figures and settings of several runs side by side. Figures that are no quality, such as thresholds, have no best. */
export function compareRows(records: readonly TrainingRecord[]): CompareRow[] {
  const results = records.map(({ manifest }) => manifest && resultsOf(manifest.metrics).overall);
  const figure = (record: TrainingRecord, index: number, name: string, split: MeasuredOn) => {
    const measured = results[index]?.get(name)?.[split];
    // Without a finished model there is the validation of its best epoch.
    return measured ?? (split === 'validation' ? record.best?.metrics[name] : undefined) ?? null;
  };
  const names = new Set(
    records.flatMap(({ best }, index) => [
      ...(results[index]?.keys() ?? Object.keys(best?.metrics ?? {}).filter((name) => !name.includes(' '))),
    ]),
  );
  const figures = [...names].flatMap((name) =>
    (['test', 'validation'] as const).map((split) =>
      rowOf(
        { kind: 'figure', name, split },
        records.map((record, index) => figure(record, index, name, split)),
      ),
    ),
  );
  const facts = factNames.map((name) =>
    rowOf(
      { kind: 'fact', name },
      records.map((record) => factOf(record, name)),
    ),
  );
  return [...figures, ...facts].filter(({ cells }) => cells.some((cell) => cell !== null));
}

function rowOf(subject: RowSubject, cells: CompareRow['cells']): CompareRow {
  // A figure that a run does not have is of another task: nothing to compare.
  const numbers = cells.filter((cell) => typeof cell === 'number');
  const compared = subject.kind === 'figure' ? numbers : cells;
  const differs = compared.some((cell) => cell !== compared[0]);
  const ranked = subject.kind === 'figure' && subject.name !== 'threshold' && differs;
  return { subject, cells, differs, best: ranked ? Math.max(...numbers) : null };
}

function factOf(
  { state, task, dataset, settings, history, best }: TrainingRecord,
  name: FactName,
): string | number | null {
  switch (name) {
    case 'state':
      return state;
    case 'task':
      return task;
    case 'dataset':
      return dataset.name;
    case 'version':
      return dataset.sha256?.slice(0, 12) ?? null;
    case 'quality':
      return settings.quality;
    case 'time':
      return JSON.stringify(settings.duration);
    case 'size':
      return settings.sizePx;
    case 'seed':
      return settings.seed;
    case 'epochs':
      return history.at(-1)?.epoch ?? null;
    case 'bestEpoch':
      return best?.epoch ?? null;
    case 'loss':
      return best?.loss ?? null;
  }
}
