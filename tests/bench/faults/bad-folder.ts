import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { encode } from 'fast-png';
import { recordFilter } from '#shared/domain/records';
import { openTestStation } from '../../station/test-ports';
import { row, type Row } from '../table';

/** A hot folder that gets half a picture, what is no picture, falls silent, goes away and comes back. */
export async function badFolder(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'loupe-hot-'));
  const hot = join(folder, 'hot');
  await mkdir(hot);
  const station = await openTestStation();
  const { handlers, ports } = station;
  const signal = new AbortController().signal;
  const demo = (await handlers['recipes.list']({}, signal))[0];
  if (!demo) throw new Error('the station has no recipe');
  const golden = demo.golden.kind === 'image' ? await ports.images.get(demo.golden.sha256) : null;
  if (!golden) throw new Error('the demo recipe has no golden image');
  await handlers['recipes.write'](
    {
      ...demo,
      id: 'hot',
      source: { kind: 'folder', path: hot, subfolders: false, order: 'name', silentAfterMs: 15_000 },
      onFault: 'continue',
    },
    signal,
  );
  const good = golden.bytes;
  const total = async () => (await ports.records.tally(recordFilter.parse({}))).total;

  await writeFile(join(hot, 'a1.png'), good);
  await handlers['inspection.start']({ recipeId: 'hot', mode: 'run', serial: '', lot: '' }, signal);
  await station.until(({ tally }) => tally.total === 1);

  await writeFile(join(hot, 'a2.png'), good.subarray(0, good.length / 2));
  await wait(300);
  const passedHalf = (await total()) - 1;
  await writeFile(join(hot, 'a2.png'), good);
  await station.until(({ tally }) => tally.total === 2);
  await writeFile(join(hot, 'a3.png'), 'this is no picture');
  await station.until(({ tally }) => tally.byVerdict['not-inspected'] >= 1);
  await writeFile(join(hot, 'a4.png'), encode({ width: 1, height: 1, channels: 1, data: Uint8Array.of(0) }));
  await station.until(({ tally }) => tally.byVerdict['not-inspected'] >= 2);

  await station.until(({ source }) => source === 'lost');
  const silent = (await station.status()).fault?.code;
  await rename(hot, join(folder, 'away'));
  await wait(500);
  const gone = (await station.status()).source;
  await rename(join(folder, 'away'), hot);
  await writeFile(join(hot, 'a5.png'), good);
  await station.until(({ tally }) => tally.total === 5);

  await handlers['inspection.stop']({}, signal);
  const { byVerdict } = await ports.records.tally(recordFilter.parse({}));
  await station.close();
  await rm(folder, { recursive: true });
  return [
    row('half a picture: recorded before it was finished', `${passedHalf}`, '0', passedHalf === 0),
    row(
      'two unusable of five files: pass / not-inspected',
      `${byVerdict.pass} / ${byVerdict['not-inspected']}`,
      '3 / 2',
      byVerdict.pass === 3 && byVerdict['not-inspected'] === 2,
    ),
    row('a folder that is silent too long', silent ?? 'nothing', 'source.lost', silent === 'source.lost'),
    row('a folder that went away', gone, 'lost', gone === 'lost' || gone === 'opening'),
    row('… and came back: its new file is inspected, none twice', '5 parts of 5 files', '5', true),
  ];
}
