/**
 * Anomaly detection on magnetic tiles (../shared/data/magnetic-tile): learnt from MT_Free alone, groups of look-alike
 * pictures parted into folds, each fold tested with models that have seen none of its groups; and the same from ten good
 * pictures. Options: --folds=N (3; only the first --only=N of them), --minutes=M (10) or --epochs=N, --quality=Q (balanced), --size=PX,
 * --seed=N (1), --threads=N (2), --ten (ten good pictures alone), --random (without the shipped backbone),
 * --backbone=FILE (another one).
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
import { pretrainedBy } from '#models/train/pretrained';
import { splitItems } from '#models/train/split';
import { draftManifest } from '#models/train/validate';
import { readDataset, trainingRuntime } from '#electron/engine/open-training';
import { printTable, row } from './table';

const { values } = parseArgs({
  options: {
    folds: { type: 'string', default: '3' },
    only: { type: 'string', default: '99' },
    minutes: { type: 'string', default: '10' },
    epochs: { type: 'string' },
    quality: { type: 'string', default: 'balanced' },
    size: { type: 'string' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    ten: { type: 'boolean', default: false },
    random: { type: 'boolean', default: false },
    backbone: { type: 'string', default: 'models/packages/backbone/1.0.0/model.onnx' },
  },
});
const data = join(process.cwd(), '../shared/data/magnetic-tile');
const runtime = trainingRuntime(Number(values.threads));
const pretrained = values.random ? null : pretrainedBy(readFileSync(values.backbone), 'backbone');
const goal = 0.95;
const goodInTen = 10;

if (existsSync(data)) await measure();
else console.log(`not measured: there is no ${data}`);

async function measure(): Promise<void> {
  const dataset = await readDataset({ path: data, options: {} }, new AbortController().signal, () => {});
  const folds = foldsOf(dataset.items, Number(values.folds));
  const figures = new Map<string, number[]>();
  for (const test of folds.slice(0, Number(values.only))) {
    const startMs = performance.now();
    const found = await foldFigures(dataset, test);
    const seconds = (performance.now() - startMs) / 1000;
    const told = Object.entries({ ...found, seconds }).map(([name, value]) => `${name} ${value.toFixed(3)}`);
    console.log(
      `${test.length} pictures of ${new Set(test.map(({ group }) => group)).size} groups: ${told.join(', ')}`,
    );
    for (const [name, value] of Object.entries({ ...found, seconds })) {
      figures.set(name, [...(figures.get(name) ?? []), value]);
    }
  }
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  printTable(
    [...figures].map(([name, list]) => {
      const value = mean(list);
      return name === 'auroc' && !values.ten
        ? row('image AUROC, mean of the folds', value.toFixed(4), `≥ ${goal}`, value >= goal)
        : row(name, value.toFixed(4), '', true);
    }),
  );
}

async function foldFigures(dataset: Dataset, test: readonly DatasetItem[]): Promise<Record<string, number>> {
  const groups = new Set(test.map(({ group }) => group));
  const good = dataset.items.filter(({ labels, group }) => labels.length === 0 && !groups.has(group));
  const { train, validation } = splitItems(
    values.ten ? spread(good, goodInTen) : good,
    { train: 0.85, validation: 0.15, test: 0 },
    Number(values.seed),
  );
  const { onnx, manifest } = await anomalyTrainer.train({
    data: { dataset, train, validation },
    settings: {
      seed: Number(values.seed),
      duration:
        values.epochs === undefined
          ? { kind: 'minutes', minutes: Number(values.minutes) }
          : { kind: 'epochs', epochs: Number(values.epochs) },
      quality: values.quality as Quality,
      sizePx: values.size === undefined ? null : Number(values.size),
    },
    runtime,
    resumed: null,
    ...(pretrained && { pretrained }),
    onProblem: (sentence) => console.log(sentence),
    onSeen: () => {},
    watch: {
      between: async () => {},
      onProgress: () => {},
      nowMs: () => performance.now(),
      freeMemoryBytes: () => 8e9,
      onCheckpoint: async () => {},
    },
  });
  const session = await runtime.load(onnx);
  const evaluation = { task: anomaly, evaluation: anomalyEvaluation };
  const draft = draftManifest('anomaly', manifest);
  const all = await evaluate(evaluation, draft, session, dataset, test);
  const byLabel: Record<string, number> = {};
  for (const label of dataset.labels) {
    const items = test.filter(({ labels }) => labels.length === 0 || labels.includes(label));
    const { auroc } = await evaluate(evaluation, draft, session, dataset, items);
    if (auroc !== undefined) byLabel[`auroc ${label}`] = auroc;
  }
  await session.release();
  return { ...all, ...byLabel };
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
