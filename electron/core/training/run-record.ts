import type { AppError } from '#shared/contract/errors';
import {
  trainingRecord,
  type TrainingRecord,
  type TrainingRequest,
  type TrainingRun,
  type TrainingState,
  type Validated,
} from '#shared/domain/training';
import type { KnownDataset } from '#shared/domain/known-dataset';
import type { JobReport, TrainOrder } from './job';

/** More would not be read. */
const mostNotes = 100;

export function newRecord(
  id: string,
  request: TrainingRequest,
  { name, path, options }: KnownDataset,
  now: Date,
): TrainingRecord {
  return {
    ...request,
    id,
    dataset: { name, path, options, sha256: null },
    state: 'waiting',
    createdAt: now.toISOString(),
    startedAt: null,
    endedAt: null,
    reading: null,
    progress: null,
    last: null,
    best: null,
    error: null,
    manifest: null,
    registered: null,
    history: [],
    notes: [],
  };
}

/** As it was when the station ended: what was under way then is interrupted. Null for what is no record. */
export function readRecord(value: unknown): TrainingRecord | null {
  const parsed = trainingRecord.safeParse(value);
  if (!parsed.success) return null;
  const record = parsed.data;
  return isOpen(record) ? { ...record, state: 'interrupted', reading: null, progress: null } : record;
}

/** Has it still to be done, or is it being done? */
export function isOpen({ state }: Pick<TrainingRun, 'state'>): boolean {
  return state === 'waiting' || state === 'running' || state === 'paused';
}

/** Can it go on from its checkpoint? */
export function isBrokenOff({ state }: Pick<TrainingRun, 'state'>): boolean {
  return state === 'failed' || state === 'cancelled' || state === 'interrupted';
}

export function orderOf(record: TrainingRecord, folder: string): TrainOrder {
  const { dataset, task, name, settings, startedAt } = record;
  const { path, options, sha256 } = dataset;
  return { dataset: { path, options }, task, name, settings, folder, resume: startedAt !== null, sha256 };
}

export function started(record: TrainingRecord, now: Date): TrainingRecord {
  const startedAt = record.startedAt ?? now.toISOString();
  return { ...record, state: 'running', startedAt, endedAt: null, error: null };
}

export function ended(
  record: TrainingRecord,
  state: TrainingState,
  now: Date,
  error: AppError | null = null,
): TrainingRecord {
  return { ...record, state, error, endedAt: now.toISOString(), reading: null };
}

/** What the job said while it is under way, noted; what it says last is for whoever ends it. */
export function noted(
  record: TrainingRecord,
  report: Exclude<JobReport, { kind: 'looked' | 'seen' | 'done' | 'failed' | 'threw' }>,
): TrainingRecord {
  switch (report.kind) {
    case 'reading':
      return { ...record, reading: { done: report.done, total: report.total } };
    case 'opened':
      return { ...record, reading: null, dataset: { ...record.dataset, sha256: report.sha256 } };
    case 'progress':
      return { ...record, progress: report.progress };
    case 'history':
      return { ...record, history: [...report.history], ...ends(report.history) };
    case 'note':
      return withNote(record, report.sentence);
  }
}

export function withNote(record: TrainingRecord, sentence: string): TrainingRecord {
  if (record.notes.includes(sentence) || record.notes.length >= mostNotes) return record;
  return { ...record, notes: [...record.notes, sentence] };
}

/** The last and the best of all validations; of equals the later, as the trainer has it. */
function ends(history: readonly Validated[]): Pick<TrainingRecord, 'last' | 'best'> {
  let best: Validated | null = null;
  for (const one of history) if (!best || one.metric >= best.metric) best = one;
  return { last: history.at(-1) ?? null, best };
}

/** Without what is told of a run alone. */
export function summaryOf({ history: _history, notes: _notes, ...run }: TrainingRecord): TrainingRun {
  return run;
}
