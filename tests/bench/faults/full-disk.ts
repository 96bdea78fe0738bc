import { execFileSync } from 'node:child_process';
import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordFilter } from '#shared/domain/records';
import { openTestStation } from '../../station/test-ports';
import { row, type Row } from '../table';

const megabyte = 1_000_000;

/** A data folder on a small file system of its own that something else fills up to the last byte during a run. */
export async function fullDisk(): Promise<Row[]> {
  if (process.getuid?.() !== 0) {
    console.log('full disk: skipped, it needs root to mount a file system');
    return [];
  }
  const folder = await mkdtemp(join(tmpdir(), 'loupe-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=900m', 'tmpfs', folder]);
  try {
    return await run(folder);
  } finally {
    // Lazily: the database library lets go of its file only when memory is collected.
    execFileSync('umount', ['--lazy', folder]);
    await rm(folder, { recursive: true });
  }
}

async function run(folder: string): Promise<Row[]> {
  const station = await openTestStation(folder);
  const { handlers, ports } = station;
  const signal = new AbortController().signal;
  const demo = (await handlers['recipes.list']({}, signal))[0];
  if (demo?.source.kind !== 'demo') throw new Error('the station has no demo recipe');
  await handlers['recipes.write'](
    { ...demo, source: { ...demo.source, ratePerMinute: 0, defectShare: 0 } },
    signal,
  );

  const shown: string[] = [];
  const leaving = new AbortController();
  const watching = (async () => {
    for await (const part of handlers['inspection.parts']({}, leaving.signal)) shown.push(part.verdict);
  })();
  await handlers['inspection.start']({ recipeId: demo.id, mode: 'run', serial: '', lot: '' }, signal);
  await station.until(({ tally }) => tally.total >= 20);
  const before = (await ports.records.tally(recordFilter.parse({}))).byVerdict.pass;
  await fill(folder);
  const filledAt = shown.length;
  await station.until(({ state }) => state === 'idle');
  const { fault } = await station.status();
  leaving.abort();
  await watching;
  // What was under way while the last byte went may still have been written whole; nothing after it may pass.
  const passedAfter = shown.slice(filledAt + 2).filter((verdict) => verdict === 'pass').length;
  const tally = await ports.records.tally(recordFilter.parse({}));
  const unrecorded = shown.length - tally.total;
  const restart = await handlers['inspection.start'](
    { recipeId: demo.id, mode: 'run', serial: '', lot: '' },
    signal,
  ).then(
    () => 'started',
    (thrown: unknown) => (thrown instanceof Error ? thrown.message : ''),
  );
  await station.close();
  return [
    row('full disk: parts shown PASS after it filled up', `${passedAfter}`, '0', passedAfter === 0),
    row('… shown but not recorded', `${unrecorded}`, '0', unrecorded === 0),
    row('… the line stops with', fault?.code ?? 'nothing', 'disk.full', fault?.code === 'disk.full'),
    row(
      '… passes recorded before it are kept',
      `${tally.byVerdict.pass} ≥ ${before}`,
      'kept',
      tally.byVerdict.pass >= before,
    ),
    row('… a start on the full disk is refused', restart, 'a sentence', restart.includes('disk is full')),
  ];
}

async function fill(folder: string): Promise<void> {
  const file = await open(join(folder, 'something-else'), 'w');
  try {
    const { bavail, bsize } = await statfs(folder);
    const block = Buffer.alloc(8 * megabyte);
    for (let left = bavail * bsize; left > 0; left -= block.length) await file.write(block);
    for (;;) await file.write(Buffer.alloc(4096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
}
