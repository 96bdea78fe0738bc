import type { DatasetLook, KnownDataset } from '#shared/domain/known-dataset';
import type { TrainingRecord, Validated } from '#shared/domain/training';

/** A finished classification; whatever a test is about is given. */
export function record(given: Partial<TrainingRecord> = {}): TrainingRecord {
  return {
    id: '2026-01-02-030405',
    datasetId: 'd1',
    task: 'classify',
    name: 'surface-classify',
    settings: { seed: 1, duration: { kind: 'minutes', minutes: 10 }, quality: 'balanced', sizePx: null },
    dataset: { name: 'surface', path: '/data/surface', options: {}, sha256: 'ab'.repeat(32) },
    state: 'done',
    createdAt: '2026-01-02T03:04:05.000Z',
    startedAt: '2026-01-02T03:04:05.000Z',
    endedAt: '2026-01-02T03:14:05.000Z',
    reading: null,
    progress: null,
    last: null,
    best: null,
    error: null,
    manifest: null,
    registered: null,
    history: [],
    notes: [],
    ...given,
  };
}

export function validated(epoch: number, metrics: Record<string, number>, loss = 1): Validated {
  return { epoch, loss, metric: Object.values(metrics)[0] ?? 0, metrics };
}

export function dataset(look: Partial<DatasetLook> = {}): KnownDataset {
  return {
    id: 'd1',
    name: 'Kante links (2. Schicht)',
    path: '/data/kante',
    options: {},
    addedAt: '2026-01-02T03:04:05.000Z',
    look: {
      sha256: 'ab'.repeat(32),
      format: 'folders',
      pictures: 100,
      good: 50,
      labels: [{ label: 'scratch', pictures: 50, boxes: 0 }],
      groups: 0,
      split: { counts: { train: 70, validation: 15, test: 15 }, own: false },
      problems: [],
      problemCount: 0,
      tasks: [
        { task: 'classify', problem: null },
        { task: 'detect', problem: 'there is no box' },
        { task: 'segment', problem: null },
      ],
      ...look,
    },
  };
}
