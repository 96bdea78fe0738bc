/**
 * Anomaly detection, learnt from good pictures alone: on magnetic tiles (../shared/data/magnetic-tile, MT_Free), whose
 * groups of look-alike pictures are parted into folds, each fold tested with a model that has seen none of its groups; and
 * on generated surfaces of several finishes. Options: --set=tiles|surfaces, --folds=N (3; of tiles or finishes),
 * --only=N (the first of them), --ten (ten good pictures alone), --minutes=M (10) or --epochs=N, --quality=Q (balanced),
 * --size=PX, --seed=N (1), --threads=N (2), --random (without the shipped backbone), --backbone=FILE (another one).
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
import { createSurfaceLine, surfaceLabels } from '#models/generate/surface';
import { pretrainedBy } from '#models/train/pretrained';
import { splitItems } from '#models/train/split';
import { draftManifest } from '#models/train/validate';
import { readDataset, trainingRuntime } from '#electron/engine/open-training';
import { printTable, row, type Row } from './table';
import { quiet } from '../training/quiet';

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
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
/** Of each finish: to learn from, and to test with, good and defective. */
const [goodSurfaces, testedSurfaces] = [40, 50];

const rows: Row[] = [];
if (values.set !== 'surfaces') {
  if (existsSync(data)) await tiles();
  else console.log(`not measured: there is no ${data}`);
}
if (values.set !== 'tiles') await surfaces();
printTable(rows);

async function tiles(): Promise<void> {
  const dataset = await readDataset({ path: data, options: {} }, new AbortController().signal, () => {});
  const folds = foldsOf(dataset.items, Number(values.folds)).map((test) => {
    const groups = new Set(test.map(({ group }) => group));
    const good = dataset.items.filter(({ labels, group }) => labels.length === 0 && !groups.has(group));
    return { dataset, good, test };
  });
  await measure('tiles', folds, values.ten ? null : goal);
}

async function surfaces(): Promise<void> {
  const folds = Array.from({ length: Number(values.folds) }, (_, i) => {
    const dataset = surfacesOf(100 + i);
    return {
      dataset,
      good: dataset.items.slice(0, goodSurfaces),
      test: dataset.items.slice(goodSurfaces),
    };
  });
  await measure('surfaces', folds, null);
}

interface Fold {
  readonly dataset: Dataset;
  readonly good: readonly DatasetItem[];
  readonly test: readonly DatasetItem[];
}

async function measure(name: string, folds: readonly Fold[], least: number | null): Promise<void> {
  const figures = new Map<string, number[]>();
  for (const fold of folds.slice(0, Number(values.only))) {
    const startMs = performance.now();
    const found = await figuresOf(fold);
    const all = { ...found, seconds: (performance.now() - startMs) / 1000 };
    console.log(
      `${name}, ${fold.test.length} pictures: ` +
        Object.entries(all)
          .map(([figure, value]) => `${figure} ${value.toFixed(3)}`)
          .join(', '),
    );
    for (const [figure, value] of Object.entries(all))
      figures.set(figure, [...(figures.get(figure) ?? []), value]);
  }
  for (const [figure, list] of figures) {
    const value = list.reduce((sum, one) => sum + one, 0) / list.length;
    const wanted = figure === 'auroc' ? least : null;
    rows.push(
      row(
        `${name}: ${figure}`,
        value.toFixed(4),
        wanted === null ? '' : `≥ ${wanted}`,
        value >= (wanted ?? -1),
      ),
    );
  }
}

async function figuresOf({ dataset, good, test }: Fold): Promise<Record<string, number>> {
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
    watch: quiet,
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

/** Good ones to learn from, then good and defective ones by turns; one finish. */
function surfacesOf(seed: number): Dataset {
  const line = createSurfaceLine({ seed, defectShare: 0 });
  const items = Array.from({ length: goodSurfaces + 2 * testedSurfaces }, (_, i): DatasetItem => {
    const defective = i >= goodSurfaces && i % 2 === 0;
    const labels = defective ? [...new Set(line.part(i, 1).defects.map(({ label }) => label))] : [];
    return { name: `${i}`, group: `${i}`, split: null, labels, boxes: [] };
  });
  return {
    name: 'surfaces',
    format: 'folders',
    sha256: '',
    labels: surfaceLabels,
    items,
    problems: [],
    load: async ({ name, labels }) => {
      const { image, mask } = line.part(Number(name), labels.length > 0 ? 1 : 0);
      return { image, golden: null, mask };
    },
  };
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
