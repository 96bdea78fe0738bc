import { AppFailure } from '#shared/contract/errors';
import {
  knownDataset,
  type DatasetLook,
  type DatasetPlace,
  type KnownDataset,
} from '#shared/domain/known-dataset';
import type { Ports } from '../ports';
import type { JobReport } from './job';

type Needs = Pick<Ports, 'documents' | 'clock' | 'sha256' | 'startJob' | 'openDatasetFolder'>;

const kind = 'dataset';

/** The datasets that the user added, by name. One that cannot be read is left out: the others must go on. */
export async function listDatasets({ documents }: Pick<Needs, 'documents'>): Promise<KnownDataset[]> {
  const values = await documents.list(kind);
  return values
    .flatMap((value) => {
      const parsed = knownDataset.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Throws AppFailure dataset.missing. */
export async function readDataset(
  id: string,
  { documents }: Pick<Needs, 'documents'>,
): Promise<KnownDataset> {
  const parsed = knownDataset.safeParse(await documents.read(kind, id));
  if (parsed.success) return parsed.data;
  throw new AppFailure('dataset.missing', 'This dataset is no longer there: choose another one.', { id });
}

/** Throws AppFailure dataset.missing where there is no such folder. */
export async function addDataset(place: DatasetPlace, ports: Needs): Promise<KnownDataset> {
  const { name } = await ports.openDatasetFolder(place.path);
  const options = Object.fromEntries(Object.entries(place.options).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const id = ports.sha256(JSON.stringify([place.path, options])).slice(0, 16);
  const known = knownDataset.safeParse(await ports.documents.read(kind, id));
  if (known.success) return known.data;
  const addedAt = ports.clock.date().toISOString();
  const dataset: KnownDataset = { id, name, path: place.path, options, addedAt, look: null };
  await ports.documents.write(kind, id, dataset);
  return dataset;
}

export async function removeDataset(id: string, { documents }: Pick<Needs, 'documents'>): Promise<void> {
  await documents.remove(kind, id);
}

/** How far the reading is; the last item has what was found. Leaving it ends the reading. */
export async function* lookAtDataset(
  id: string,
  signal: AbortSignal,
  ports: Needs,
): AsyncIterable<{ done: number; total: number; look: DatasetLook | null }> {
  const dataset = await readDataset(id, ports);
  let [done, total] = [0, 0];
  for await (const report of reportsOf({ path: dataset.path, options: dataset.options }, signal, ports)) {
    if (report.kind === 'reading') {
      ({ done, total } = report);
      yield { done, total, look: null };
    } else if (report.kind === 'looked') {
      const stillKnown = (await ports.documents.read(kind, id)) !== undefined;
      if (stillKnown) await ports.documents.write(kind, id, { ...dataset, look: report.look });
      yield { done, total, look: report.look };
      return;
    } else if (report.kind === 'failed') {
      throw new AppFailure(report.error.code, report.error.message, report.error.details);
    } else if (report.kind === 'threw') {
      throw new Error(report.text);
    }
  }
  throw new AppFailure('dataset.missing', `${dataset.name} could not be read to its end: try again.`);
}

/** What a process says that looks at the dataset, until it is gone; it ends with whoever reads this. */
async function* reportsOf(
  dataset: DatasetPlace,
  signal: AbortSignal,
  { startJob }: Pick<Needs, 'startJob'>,
): AsyncIterable<JobReport> {
  signal.throwIfAborted();
  const job = startJob();
  const waiting: (JobReport | null)[] = [];
  let wake = () => {};
  const arrive = (report: JobReport | null) => {
    waiting.push(report);
    wake();
  };
  const stop = () => job.kill();
  job.onReport(arrive);
  job.onEnd(() => arrive(null));
  signal.addEventListener('abort', stop, { once: true });
  job.send({ kind: 'look', dataset });
  try {
    for (;;) {
      const report = waiting.shift();
      if (report === null) break;
      if (report) yield report;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', stop);
    job.kill();
  }
}
