import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Graph, Value } from '#models/graph/graph';
import { reshape } from '#models/graph/ops/shape';
import { conv } from '#models/graph/ops/conv';
import { recordFilter } from '#shared/domain/records';
import { openTestStation, type TestStation } from '../../station/test-ports';
import { row, type Row } from '../table';
import { mean, writeModel } from '../test-model';

/** Models that work when they are loaded and break on the line: one that fails as it runs, one that does not come back. */
export async function badModel(): Promise<Row[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'loupe-model-'));
  await writeModel(dataFolder, 'fails', (image) => mean(reshape(image, [1, 1, 256, 320])));
  await writeModel(dataFolder, 'hangs', (image, graph) => mean(longWay(image, graph)));
  const station = await openTestStation(dataFolder);
  const fails = await runParts(station, 'fails', 5);
  const hangs = await runParts(station, 'hangs', 2);
  const after = await runParts(station, 'golden-compare', 5);
  await station.close();
  await rm(dataFolder, { recursive: true });
  return [
    broken('a model that fails as it runs', fails, 5),
    broken('a model that hangs: its thread is replaced', hangs, 2),
    row('… the next run, with a sound model', `${after.pass} of 5 pass`, '5', after.pass === 5),
  ];
}

function broken(what: string, tally: Record<'pass' | 'not-inspected', number>, parts: number): Row {
  const figure = `${tally.pass} pass, ${tally['not-inspected']} not inspected`;
  return row(what, figure, `0, ${parts}`, tally.pass === 0 && tally['not-inspected'] === parts);
}

async function runParts(station: TestStation, model: string, count: number) {
  const { handlers, ports } = station;
  const signal = new AbortController().signal;
  const demo = (await handlers['recipes.list']({}, signal)).find(({ id }) => id === 'demo-pcb');
  if (demo?.source.kind !== 'demo') throw new Error('the station has no demo recipe');
  const source = { ...demo.source, ratePerMinute: 0, defectShare: 0, count, silentAfterMs: null };
  await handlers['recipes.write'](
    { ...demo, id: model, source, model: { name: model, version: '1.0.0' } },
    signal,
  );
  const { runId } = await handlers['inspection.start'](
    { recipeId: model, mode: 'run', serial: '', lot: '' },
    signal,
  );
  while ((await station.status()).state !== 'idle') await ports.clock.sleep(200);
  return (await ports.records.tally(recordFilter.parse({ runId }))).byVerdict;
}

/** So many wide convolutions that a board takes far longer than the limit; a small warm-up picture takes seconds. */
function longWay(image: Value, graph: Graph): Value {
  const size = 31;
  const weights = graph.float(
    [1, 1, size, size],
    Array.from({ length: size * size }, () => 1 / size ** 2),
  );
  const half = (size - 1) / 2;
  let value = image;
  for (let i = 0; i < 160; i++) {
    value = conv(value, weights, { pads: [half, half, half, half] });
  }
  return value;
}
