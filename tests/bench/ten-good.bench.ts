/**
 * How far ten good pictures go in anomaly detection: a model learnt from ten beside one learnt from all, both tested on the
 * same pictures. On magnetic tiles (../shared/data/magnetic-tile, MT_Free), whose groups of look-alike pictures are parted
 * into folds, each fold tested with models that have seen none of its groups; and on generated surfaces of several
 * finishes. Options: --set=tiles|surfaces, --folds=N (3; of tiles or finishes), --quality=Q (balanced), --seed=N (1),
 * --threads=N (2), --random (without the shipped backbone), --backbone=FILE (another one).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Dataset, DatasetItem } from '#shared/domain/dataset';
import type { Quality } from '#shared/domain/training';
import { anomaly } from '#models/anomaly/anomaly';
import { anomalyEvaluation } from '#models/anomaly/evaluation';
import { anomalyTrainer } from '#models/anomaly/training';
import { evaluate } from '#models/evaluation';
import { createSurfaceLine } from '#models/generate/surface';
import { pretrainedBy } from '#models/train/pretrained';
import { splitItems } from '#models/train/split';
import { draftManifest } from '#models/train/validate';
import { readDataset, trainingRuntime } from '#electron/engine/open-training';
import { surfacesAsDataset } from './surfaces';
import { printTable, row, type Row } from './table';
import { quiet } from '../training/quiet';

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    folds: { type: 'string', default: '3' },
    quality: { type: 'string', default: 'balanced' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    random: { type: 'boolean', default: false },
    backbone: { type: 'string', default: 'models/packages/backbone/1.0.0/model.onnx' },
  },
});
const tiles = join(process.cwd(), '../shared/data/magnetic-tile');
const runtime = trainingRuntime(Number(values.threads));
const pretrained = values.random ? null : pretrainedBy(readFileSync(values.backbone), 'backbone');
const goalSeconds = 60;
const few = 10;
/** Of each finish: to learn from, and to test with, good and defective. */
const [goodSurfaces, testedSurfaces] = [100, 50];

const rows: Row[] = [];
if (values.set !== 'surfaces') {
  if (existsSync(tiles)) await measure('tiles', await foldsOfTiles());
  else console.log(`not measured: there is no ${tiles}`);
}
if (values.set !== 'tiles') await measure('surfaces', finishes());
printTable(rows);

interface Fold {
  readonly dataset: Dataset;
  readonly good: readonly DatasetItem[];
  readonly test: readonly DatasetItem[];
}

async function foldsOfTiles(): Promise<Fold[]> {
  const dataset = await readDataset({ path: tiles, options: {} }, new AbortController().signal, () => {});
  return foldsOf(dataset.items, Number(values.folds)).map((test) => {
    const groups = new Set(test.map(({ group }) => group));
    const good = dataset.items.filter(({ labels, group }) => labels.length === 0 && !groups.has(group));
    return { dataset, good, test };
  });
}

function finishes(): Fold[] {
  return Array.from({ length: Number(values.folds) }, (_, i) => {
    const dataset = surfacesOf(100 + i);
    return {
      dataset,
      good: dataset.items.slice(0, goodSurfaces),
      test: dataset.items.slice(goodSurfaces),
    };
  });
}

async function measure(name: string, folds: readonly Fold[]): Promise<void> {
  const found = { all: [] as Learnt[], ten: [] as Learnt[] };
  for (const { dataset, good, test } of folds) {
    found.all.push(await learnt(dataset, good, test));
    found.ten.push(await learnt(dataset, spread(good, few), test));
    const [all, ten] = [found.all.at(-1)!, found.ten.at(-1)!];
    console.log(
      `${name}, ${test.length} pictures: of ${good.length} good ones AUROC ${all.auroc.toFixed(4)} ` +
        `(${all.seconds.toFixed(0)} s), of ${few} ${ten.auroc.toFixed(4)} (${ten.seconds.toFixed(0)} s)`,
    );
  }
  const [all, ten] = [meanOf(found.all.map(aurocOf)), meanOf(found.ten.map(aurocOf))];
  const slowest = Math.max(...found.ten.map(({ seconds }) => seconds));
  rows.push(
    row(`${name}: AUROC of all good pictures`, all.toFixed(4), '', true),
    row(`${name}: AUROC of ${few}`, ten.toFixed(4), '', true),
    row(`${name}: ${few} ÷ all`, (ten / all).toFixed(3), '', true),
    row(`${name}: slowest of ${few}, s`, slowest.toFixed(0), `≤ ${goalSeconds}`, slowest <= goalSeconds),
  );
}

interface Learnt {
  readonly auroc: number;
  readonly seconds: number;
}

async function learnt(
  dataset: Dataset,
  good: readonly DatasetItem[],
  test: readonly DatasetItem[],
): Promise<Learnt> {
  const seed = Number(values.seed);
  const { train, validation } = splitItems(good, { train: 0.85, validation: 0.15, test: 0 }, seed);
  const startMs = performance.now();
  const { onnx, manifest } = await anomalyTrainer.train({
    data: { dataset, train, validation },
    settings: {
      seed,
      duration: { kind: 'minutes', minutes: 10 },
      quality: values.quality as Quality,
      sizePx: null,
    },
    runtime,
    resumed: null,
    ...(pretrained && { pretrained }),
    onProblem: (sentence) => console.log(sentence),
    onSeen: () => {},
    watch: quiet,
  });
  const seconds = (performance.now() - startMs) / 1000;
  const session = await runtime.load(onnx);
  const evaluated = { task: anomaly, evaluation: anomalyEvaluation };
  const draft = draftManifest('anomaly', manifest);
  const { auroc = NaN } = await evaluate(evaluated, draft, session, dataset, test);
  await session.release();
  return { auroc, seconds };
}

function aurocOf({ auroc }: Learnt): number {
  return auroc;
}

function meanOf(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}

/** Good ones to learn from, then good and defective ones by turns; one finish. */
function surfacesOf(seed: number): Dataset {
  const line = createSurfaceLine({ seed, defectShare: 0 });
  const items = Array.from({ length: goodSurfaces + 2 * testedSurfaces }, (_, i): DatasetItem => {
    const defective = i >= goodSurfaces && i % 2 === 0;
    const labels = defective ? [...new Set(line.part(i, 1).defects.map(({ label }) => label))] : [];
    return { name: `${i}`, group: `${i}`, split: null, labels, boxes: [] };
  });
  return surfacesAsDataset(line, items);
}

/** Whole groups, those with most good pictures first, each to the fold that has the fewest. */
function foldsOf(items: readonly DatasetItem[], count: number): DatasetItem[][] {
  const groups = new Map<string, DatasetItem[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  const goodOf = (list: readonly DatasetItem[]) => list.filter(({ labels }) => labels.length === 0).length;
  const folds: DatasetItem[][] = Array.from({ length: count }, () => []);
  for (const list of [...groups.values()].toSorted((a, b) => goodOf(b) - goodOf(a) || b.length - a.length)) {
    const least = goodOf(list) > 0 ? goodOf : (fold: readonly DatasetItem[]) => fold.length;
    folds.toSorted((a, b) => least(a) - least(b))[0]?.push(...list);
  }
  return folds;
}

function spread<T>(items: readonly T[], count: number): T[] {
  return Array.from(
    { length: Math.min(count, items.length) },
    (_, i) => items[Math.floor((i * items.length) / Math.min(count, items.length))] as T,
  );
}
