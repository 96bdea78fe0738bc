import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeModel } from '#models/graph/encode';
import { Graph, type Value } from '#models/graph/graph';
import { add, cast, mul } from '#models/graph/ops/elementwise';
import { reduceMean } from '#models/graph/ops/reduce';
import { reshape, slice } from '#models/graph/ops/shape';
import { conv } from '#models/graph/ops/window';
import { goldenPackage } from '#models/golden/package';
import { recordFilter } from '#shared/domain/records';
import { openTestStation, type TestStation } from '../../station/test-ports';
import { row, type Row } from '../table';

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

type Maker = (image: Value, graph: Graph) => Value;

/** A package for the task golden whose pose depends on `make`: one number that the runtime cannot leave out. */
async function writeModel(dataFolder: string, name: string, make: Maker): Promise<void> {
  const graph = new Graph(name);
  const image = graph.input('image', 'uint8', [1, 1, 'height', 'width']);
  const golden = graph.input('golden', 'uint8', [1, 1, 'height', 'width']);
  const straight = graph.float([2, 3], [1, 0, 0, 0, 1, 0]);
  const used = add(make(cast(image, 'float32'), graph), firstOf(golden));
  graph.output('difference', cast(add(mul(cast(image, 'float32'), 0), 128), 'uint8'));
  graph.output('pose', add(straight, mul(used, 0)));
  const onnx = encodeModel(graph);
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const manifest = { ...goldenPackage(sha256).manifest, name, sha256: sha256(onnx) };
  const folder = join(dataFolder, 'models', name, '1.0.0');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.onnx'), onnx);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'card.md'), `# ${name}\n`);
}

const firstOf = (image: Value): Value => slice(reshape(cast(image, 'float32'), [-1]), [0], [0], [1]);
const mean = (image: Value): Value => reshape(reduceMean(image, [2, 3]), [1, 1]);

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
    value = conv(value, weights, { kernel: [size, size], pads: [half, half, half, half] });
  }
  return value;
}
