/**
 * Memory of a station that inspects the demo line for long: resident size a thousand parts, and its slope.
 * Options: --parts=N (100000); --light: a model that does next to nothing, so that the loop around it runs through
 * its parts in minutes instead of an hour.
 */
import { parseArgs } from 'node:util';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestStation } from '../station/test-ports';
import { printTable, row } from './table';
import { mean, writeModel } from './test-model';

const { values } = parseArgs({
  options: { parts: { type: 'string', default: '100000' }, light: { type: 'boolean', default: false } },
});
const count = Number(values.parts);
const every = Math.max(1, Math.floor(count / 100));

const dataFolder = await mkdtemp(join(tmpdir(), 'loupe-memory-'));
await writeModel(dataFolder, 'light', mean);
const station = await openTestStation(dataFolder);
const { handlers } = station;
const signal = new AbortController().signal;
const demo = (await handlers['recipes.list']({}, signal))[0];
if (demo?.source.kind !== 'demo') throw new Error('the station has no demo recipe');
const source = { ...demo.source, ratePerMinute: 0, count, silentAfterMs: null };
const model = values.light ? { name: 'light', version: '1.0.0' } : demo.model;
await handlers['recipes.write']({ ...demo, source, model }, signal);
await handlers['inspection.start']({ recipeId: demo.id, mode: 'run', serial: '', lot: '' }, signal);

const startedAt = performance.now();
const samples: { parts: number; megabytes: number }[] = [];
let parts = 0;
for await (const status of handlers['station.status']({}, signal)) {
  if (status.tally.total >= parts + every) {
    parts = status.tally.total;
    samples.push({ parts, megabytes: process.memoryUsage().rss / 1e6 });
    if (samples.length % 10 === 0) console.log(`${parts} parts: ${samples.at(-1)?.megabytes.toFixed(0)} MB`);
  }
  if (status.state === 'idle') break;
}
const seconds = (performance.now() - startedAt) / 1000;
await station.close();
await rm(dataFolder, { recursive: true });

/** The first fifth is warm-up: caches fill, the collector finds its size. */
const settled = samples.slice(Math.floor(samples.length / 5));
const slope =
  slopeOf(
    settled.map((s) => s.parts),
    settled.map((s) => s.megabytes),
  ) * 100_000;
const sizes = settled.map(({ megabytes }) => megabytes);
printTable([
  row('parts inspected', `${parts} in ${seconds.toFixed(0)} s`, String(count), parts >= count - every),
  row(
    'resident memory, least to most',
    `${Math.min(...sizes).toFixed(0)}–${Math.max(...sizes).toFixed(0)} MB`,
    '',
    true,
  ),
  row('slope by least squares, per 100,000 parts', `${slope.toFixed(1)} MB`, 'about 0', Math.abs(slope) < 20),
]);
process.exit(0);

function slopeOf(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] ?? 0) - my), 0);
  return covariance / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}
