import type { KnownDataset } from '#shared/domain/known-dataset';
import type { TaskName } from '#shared/domain/model';
import { trainingRequest, type Duration, type Quality, type TrainingRequest } from '#shared/domain/training';
import { slugOf } from '../ui/slug';

/** What has been chosen for a new training so far. What is null is chosen by itself. */
export interface TrainingDraft {
  readonly datasetId: string | null;
  readonly task: TaskName | null;
  readonly name: string | null;
  readonly quality: Quality;
  readonly endsAfter: Duration['kind'];
  readonly minutes: number;
  readonly epochs: number;
  readonly seed: number;
  readonly sizePx: number | null;
}

export const emptyDraft: TrainingDraft = {
  datasetId: null,
  task: null,
  name: null,
  quality: 'balanced',
  endsAfter: 'minutes',
  minutes: 10,
  epochs: 50,
  seed: 1,
  sizePx: null,
};

/** The chosen dataset, or the only one there is. */
export function datasetOf(
  { datasetId }: TrainingDraft,
  datasets: readonly KnownDataset[],
): KnownDataset | null {
  const chosen = datasets.find(({ id }) => id === datasetId);
  return chosen ?? (datasets.length === 1 ? (datasets[0] ?? null) : null);
}

/** The chosen task where the dataset can teach it, else the one that makes most of its labels. */
export function taskOf({ task }: TrainingDraft, { look }: Pick<KnownDataset, 'look'>): TaskName | null {
  if (!look) return null;
  const teaches = (wanted: TaskName) => look.tasks.some((one) => one.task === wanted && one.problem === null);
  if (task && teaches(task)) return task;
  const hasBoxes = look.labels.some(({ boxes }) => boxes > 0);
  const best: TaskName = hasBoxes ? 'detect' : look.format === 'masks' ? 'segment' : 'classify';
  const usual: readonly TaskName[] = [best, 'classify', 'detect', 'segment', 'anomaly'];
  return usual.find(teaches) ?? null;
}

const mostNameLength = 64;

/** The typed name, or one made of the dataset and the task. */
export function nameOf({ name }: TrainingDraft, dataset: KnownDataset | null, task: TaskName | null): string {
  if (name !== null || !dataset || !task) return name ?? '';
  const [base, end] = [slugOf(dataset.name, mostNameLength), `-${task}`];
  return base === '' ? task : `${base.slice(0, mostNameLength - end.length).replace(/-+$/, '')}${end}`;
}

export type DraftProblem = 'dataset' | 'unread' | 'task' | 'name' | 'duration' | 'seed' | 'size';

/** What is to be asked of the station, or what is still in its way. */
export function requestOf(
  draft: TrainingDraft,
  dataset: KnownDataset | null,
): { readonly request: TrainingRequest } | { readonly problem: DraftProblem } {
  if (!dataset) return { problem: 'dataset' };
  if (!dataset.look) return { problem: 'unread' };
  const task = taskOf(draft, dataset);
  if (!task) return { problem: 'task' };
  const { quality, endsAfter, minutes, epochs, seed, sizePx } = draft;
  const duration: Duration =
    endsAfter === 'minutes' ? { kind: 'minutes', minutes } : { kind: 'epochs', epochs };
  const parsed = trainingRequest.safeParse({
    datasetId: dataset.id,
    task,
    name: nameOf(draft, dataset, task),
    settings: { seed, duration, quality, sizePx },
  });
  if (parsed.success) return { request: parsed.data };
  const where = parsed.error.issues[0]?.path ?? [];
  return { problem: where[0] === 'name' ? 'name' : problemAt(where[1]) };
}

function problemAt(setting: PropertyKey | undefined): DraftProblem {
  if (setting === 'seed') return 'seed';
  return setting === 'sizePx' ? 'size' : 'duration';
}

/** The same again. */
export function draftLike({
  datasetId,
  task,
  name,
  settings: { quality, duration, seed, sizePx },
}: TrainingRequest): TrainingDraft {
  return {
    ...emptyDraft,
    datasetId,
    task,
    name,
    quality,
    seed,
    sizePx,
    endsAfter: duration.kind,
    ...(duration.kind === 'minutes' ? { minutes: duration.minutes } : { epochs: duration.epochs }),
  };
}
