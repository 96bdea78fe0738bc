/**
 * The demo line at two parts a second, with and without a training beside it, in turn: what the training costs the parts
 * that are inspected. Options: --parts=N (60) in each turn, --turns=N (3).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeStripes } from '../flow/generated-dataset';
import { openTestStation } from '../station/test-ports';
import { printTable, quantile, row } from './table';

const { values } = parseArgs({
  options: { parts: { type: 'string', default: '60' }, turns: { type: 'string', default: '3' } },
});
const ratePerMinute = 120;
const folder = await mkdtemp(join(tmpdir(), 'loupe-beside-'));
await writeStripes(join(folder, 'stripes'), { lying: 200, standing: 200 });
const station = await openTestStation(join(folder, 'data'));
const { handlers } = station;
const never = new AbortController().signal;

const demo = (await handlers['recipes.list']({}, never))[0];
if (demo?.source.kind !== 'demo') throw new Error('the station has no demo recipe');
const source = { ...demo.source, ratePerMinute, count: Number(values.parts) };
await handlers['recipes.write']({ ...demo, source }, never);
const dataset = await handlers['datasets.add']({ path: join(folder, 'stripes'), options: {} }, never);
const settings = {
  seed: 1,
  duration: { kind: 'epochs', epochs: 10_000 },
  quality: 'balanced',
  sizePx: 160,
} as const;
const request = { datasetId: dataset.id, task: 'classify', name: 'beside', settings } as const;
const { id } = await handlers['training.start'](request, never);
await stepsAfter(0);
await handlers['training.pause']({ id }, never);

const [alone, beside]: [number[], number[]] = [[], []];
let overruns = 0;
let trained = 0;
for (let turn = 0; turn < Number(values.turns); turn++) {
  alone.push(...(await inspected()));
  await handlers['training.resume']({ id }, never);
  const before = await steps();
  await stepsAfter(before);
  beside.push(...(await inspected()));
  trained += (await steps()) - before;
  await handlers['training.pause']({ id }, never);
}
await handlers['training.cancel']({ id }, never);
await station.close();
await rm(folder, { recursive: true });

const figure = (latencies: number[], share: number) => quantile(latencies, share).toFixed(0);
const ratio = quantile(beside, 0.5) / quantile(alone, 0.5);
printTable([
  row('frame → verdict alone: median, p99', `${figure(alone, 0.5)}, ${figure(alone, 0.99)} ms`, '', true),
  row('… beside a training', `${figure(beside, 0.5)}, ${figure(beside, 0.99)} ms`, '', true),
  row('… median beside, of that alone', ratio.toFixed(2), '≤ 1.5', ratio <= 1.5),
  row('parts that came too fast', `${overruns}`, '0', overruns === 0),
  row('steps of the training meanwhile', `${trained}`, '> 0', trained > 0),
]);
process.exit(0);

/** Latencies of a run, ms. */
async function inspected(): Promise<number[]> {
  const leaving = new AbortController();
  const latencies: number[] = [];
  const watching = (async () => {
    for await (const part of handlers['inspection.parts']({}, leaving.signal)) latencies.push(part.latencyMs);
  })();
  await handlers['inspection.start']({ recipeId: demo?.id ?? '', mode: 'run', serial: '', lot: '' }, never);
  await idle();
  overruns += (await station.status()).overruns;
  leaving.abort();
  await watching;
  return latencies.slice(5); // the first ones warm the model up
}

async function idle(): Promise<void> {
  for await (const { state } of handlers['station.status']({}, never)) if (state === 'idle') return;
}

async function steps(): Promise<number> {
  return (await handlers['training.run']({ id }, never)).progress?.step ?? 0;
}

/** Waits until the training has gone on. */
async function stepsAfter(before: number): Promise<void> {
  for await (const runs of handlers['training.runs']({}, never)) {
    if ((runs.find((run) => run.id === id)?.progress?.step ?? 0) > before) return;
  }
}
