/**
 * Segmentation of real defects (../shared/data/magnetic-tile): trained as the program does it, split by groups of
 * look-alike pictures, once a seed. `binaryMIoU` takes all defects as one, as papers on these tiles do; `mIoU` is the mean
 * of the background and the five kinds. With --surface instead on generated surfaces, tested on finishes that it has not
 * seen. Options: --seeds=1,2,3, --minutes=M (20), --quality=Q (balanced), --size=PX, --threads=N (2), --random (without
 * the shipped backbone), --backbone=FILE (another one).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Dataset, DatasetItem, LoadedItem } from '#shared/domain/dataset';
import type { Quality } from '#shared/domain/training';
import { evaluate } from '#models/evaluation';
import { createSurfaceLine, surfaceLabels } from '#models/generate/surface';
import { segmentEvaluation } from '#models/segment/evaluation';
import { segment } from '#models/segment/segment';
import { segmentTrainer } from '#models/segment/training';
import { pretrainedBy } from '#models/train/pretrained';
import type { TrainingData } from '#models/train/task-trainer';
import { draftManifest } from '#models/train/validate';
import { splitOf } from '#electron/core/training/sides';
import { readDataset, trainingRuntime } from '#electron/engine/open-training';
import { printTable, quantile, row } from './table';
import { quiet } from '../training/quiet';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    minutes: { type: 'string', default: '20' },
    quality: { type: 'string', default: 'balanced' },
    size: { type: 'string' },
    threads: { type: 'string', default: '2' },
    surface: { type: 'boolean', default: false },
    random: { type: 'boolean', default: false },
    backbone: { type: 'string', default: 'models/packages/backbone/1.0.0/model.onnx' },
  },
});
const tiles = join(process.cwd(), '../shared/data/magnetic-tile');
const runtime = trainingRuntime(Number(values.threads));
const oneCore = trainingRuntime(1);
const pretrained =
  values.random || !existsSync(values.backbone)
    ? null
    : pretrainedBy(readFileSync(values.backbone), 'backbone');
if (!pretrained) console.log('It begins with random numbers, not with a trained backbone.');
const goal = 0.67;
const sidePx = 640;

if (values.surface || existsSync(tiles)) await measure();
else console.log(`not measured: there is no ${tiles}`);

async function measure(): Promise<void> {
  const figures = new Map<string, number[]>();
  for (const seed of values.seeds.split(',').map(Number)) {
    const { data, test } = values.surface ? surfaces(seed) : await tilesOf(seed);
    const found = await trainedFigures(data, test, seed);
    const told = Object.entries(found).map(([name, value]) => `${name} ${value.toFixed(3)}`);
    console.log(
      `seed ${seed}, ${data.train.length} + ${data.validation.length} + ${test.length} pictures: ${told.join(', ')}`,
    );
    for (const [name, value] of Object.entries(found))
      figures.set(name, [...(figures.get(name) ?? []), value]);
  }
  printTable(
    [...figures].map(([name, list]) => {
      const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
      const spread =
        list.length > 1 ? ` (${Math.min(...list).toFixed(3)} to ${Math.max(...list).toFixed(3)})` : '';
      return name === 'mIoU' || name === 'binaryMIoU'
        ? row(name, `${mean.toFixed(3)}${spread}`, `≥ ${goal}`, mean >= goal)
        : row(name, `${mean.toFixed(3)}${spread}`, '', true);
    }),
  );
}

async function trainedFigures(
  data: TrainingData,
  test: readonly DatasetItem[],
  seed: number,
): Promise<Record<string, number>> {
  const startMs = performance.now();
  const { onnx, manifest, history, validated } = await segmentTrainer.train({
    data,
    settings: {
      seed,
      duration: { kind: 'minutes', minutes: Number(values.minutes) },
      quality: values.quality as Quality,
      sizePx: values.size === undefined ? null : Number(values.size),
    },
    runtime,
    resumed: null,
    ...(pretrained && { pretrained }),
    onProblem: () => {},
    onSeen: () => {},
    watch: quiet,
  });
  const seconds = (performance.now() - startMs) / 1000;
  const session = await oneCore.load(onnx);
  const evaluated = { task: segment, evaluation: segmentEvaluation };
  const measured = await evaluate(evaluated, draftManifest('segment', manifest), session, data.dataset, test);
  const image = { type: 'uint8', dims: [1, manifest.input.channels, sidePx, sidePx] } as const;
  const picture = new Uint8Array(manifest.input.channels * sidePx ** 2).fill(128);
  const timesMs: number[] = [];
  for (let i = 0; i < 15; i++) {
    const beginMs = performance.now();
    await session.run({ image: { ...image, data: picture } }, segment.outputs);
    timesMs.push(performance.now() - beginMs);
  }
  await session.release();
  return {
    ...measured,
    'validation mIoU': validated.metric,
    'best epoch': validated.epoch,
    epochs: history.length,
    seconds,
    [`ms for ${sidePx}² on one core, median`]: quantile(timesMs, 0.5),
  };
}

async function tilesOf(seed: number) {
  const dataset = await readDataset({ path: tiles, options: {} }, new AbortController().signal, () => {});
  const { train, validation, test } = splitOf(dataset, seed);
  return { data: { dataset, train, validation }, test };
}

/** Parts of eight finishes to learn from and to choose the best epoch by, of four others to test with. */
function surfaces(seed: number) {
  const loaded = new Map<string, LoadedItem>();
  const parts = (line: number, count: number): DatasetItem[] => {
    const { part } = createSurfaceLine({ seed: 1000 * seed + line, defectShare: 0.7 });
    return Array.from({ length: count }, (_, index) => {
      const { image, mask, defects } = part(index);
      const name = `${line}-${index}.png`;
      loaded.set(name, { image, golden: null, mask });
      const labels = [...new Set(defects.map(({ label }) => label))];
      return { name, group: name, split: null, labels, boxes: [] };
    });
  };
  const lines = (from: number, to: number, count: number) =>
    Array.from({ length: to - from }, (_, i) => parts(from + i, count)).flat();
  const [train, validation, test] = [
    lines(0, 8, 60),
    lines(0, 8, 75).filter((_, i) => i % 75 >= 60),
    lines(8, 12, 30),
  ];
  const dataset: Dataset = {
    name: 'surface',
    format: 'masks',
    sha256: '',
    labels: surfaceLabels,
    items: [...train, ...validation, ...test],
    problems: [],
    async load({ name }) {
      const item = loaded.get(name);
      if (!item) throw new Error(`${name} was not made`);
      return item;
    },
  };
  return { data: { dataset, train, validation }, test };
}
