import type { OutputOf, ParsedInputOf } from '#shared/contract/contract';
import type { Part } from '#shared/domain/inspection';
import { finalVerdict } from '#shared/domain/inspection';
import type { RecordFilter } from '#shared/domain/records';
import type { Ports } from './ports';
import { recordsCsv } from './records-csv';

type Progress = OutputOf<'records.export'>;
type Needs = Pick<Ports, 'records' | 'images' | 'machine' | 'clock'>;

/** Writes the chosen records into the exports folder: one CSV, or the images with their CSV beside them. */
export async function* exportRecords(
  { filter, what }: ParsedInputOf<'records.export'>,
  signal: AbortSignal,
  ports: Needs,
): AsyncIterable<Progress> {
  const name = `loupe-${ports.clock.date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
  const { total } = await ports.records.tally(filter);
  const csv = what === 'csv' ? `${name}.csv` : `${name}/records.csv`;
  const path = await ports.machine.exportFile(csv, recordsCsv(ports.records, filter), signal);
  if (what === 'images') {
    let done = 0;
    for await (const part of everyRecord(ports.records, filter)) {
      signal.throwIfAborted();
      await exportImage(part, name, signal, ports);
      yield { done: ++done, total, path };
    }
  }
  yield { done: total, total, path };
}

async function exportImage(part: Part, folder: string, signal: AbortSignal, ports: Needs): Promise<void> {
  if (part.imageSha256 === null) return;
  const { bytes, mediaType } = await ports.images.get(part.imageSha256);
  const file = `${part.id}_${finalVerdict(part)}.${mediaType === 'image/jpeg' ? 'jpg' : mediaType.slice(6)}`;
  await ports.machine.exportFile(`${folder}/${file}`, one(bytes), signal);
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

async function* everyRecord(records: Ports['records'], filter: RecordFilter): AsyncIterable<Part> {
  let before: number | null = null;
  for (;;) {
    const page: Part[] = await records.find(filter, before, 200);
    yield* page;
    before = page.at(-1)?.id ?? null;
    if (page.length < 200) return;
  }
}
