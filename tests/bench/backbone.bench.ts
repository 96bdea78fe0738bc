/**
 * What the shipped backbone is worth: classifiers that learn from few pictures a class, from its weights and from random
 * numbers, the same steps and seeds, tested on the same pictures: generated surfaces, and the steel strips of
 * ../shared/data/neu-det where they are there. Options: --counts=10,30 (pictures a class), --seeds=N (2), --epochs=N (8),
 * --threads=N (2), --set=surface|neu, --backbone=FILE.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Dataset, DatasetItem } from '#shared/domain/dataset';
import { createRandom } from '#shared/numeric/random';
import { classify } from '#models/classify/classify';
import { classifyEvaluation } from '#models/classify/evaluation';
import { classifyTrainer } from '#models/classify/training';
import { evaluate } from '#models/evaluation';
import { createSurfaceLine, surfaceLabels } from '#models/generate/surface';
import { shuffled } from '#models/train/order';
import { pretrainedBy, type Pretrained } from '#models/train/pretrained';
import { draftManifest } from '#models/train/validate';
import { readDataset, trainingRuntime } from '#electron/engine/open-training';
import { surfacesAsDataset } from './surfaces';
import { printTable, row, type Row } from './table';
import { quiet } from '../training/quiet';

const { values } = parseArgs({
  options: {
    counts: { type: 'string', default: '10,30' },
    seeds: { type: 'string', default: '2' },
    epochs: { type: 'string', default: '8' },
    threads: { type: 'string', default: '2' },
    set: { type: 'string' },
    backbone: { type: 'string', default: 'models/packages/backbone/1.0.0/model.onnx' },
  },
});
const neu = join(process.cwd(), '../shared/data/neu-det');
const runtime = trainingRuntime(Number(values.threads));
const pretrained = pretrainedBy(readFileSync(values.backbone), 'backbone');
const testPictures = 40;
const validationPictures = 8;

const rows: Row[] = [];
if (values.set !== 'neu') await compare(surfaces(), 'generated surfaces');
if (values.set !== 'surface') {
  if (existsSync(neu)) await compare(await steel(), 'steel strips');
  else console.log(`not measured: there is no ${neu}`);
}
printTable(rows);

/** Of each class the first pictures are for the test, the others are drawn from by each seed. */
async function compare(dataset: Dataset, name: string): Promise<void> {
  const classes = new Map<string, DatasetItem[]>();
  for (const item of dataset.items) {
    const [label = 'good'] = item.labels;
    classes.set(label, [...(classes.get(label) ?? []), item]);
  }
  const test = [...classes.values()].flatMap((items) => items.slice(0, testPictures));
  for (const count of values.counts.split(',').map(Number)) {
    const found: { from: number[]; random: number[] } = { from: [], random: [] };
    for (let seed = 1; seed <= Number(values.seeds); seed++) {
      const drawn = [...classes.values()].map((items) =>
        shuffled(items.slice(testPictures), createRandom(seed)).slice(0, count + validationPictures),
      );
      const train = drawn.flatMap((items) => items.slice(0, count));
      const validation = drawn.flatMap((items) => items.slice(count));
      found.from.push(await accuracyOf(dataset, { train, validation, test }, seed, pretrained));
      found.random.push(await accuracyOf(dataset, { train, validation, test }, seed, null));
      console.log(`${name}, ${count} a class, seed ${seed}: ${found.from.at(-1)} ${found.random.at(-1)}`);
    }
    const [from, random] = [meanOf(found.from), meanOf(found.random)];
    const what = `${name}, ${count} a class: accuracy from the backbone, from random numbers`;
    rows.push(row(what, `${from.toFixed(3)}, ${random.toFixed(3)}`, 'the first is more', from > random));
  }
}

async function accuracyOf(
  dataset: Dataset,
  { train, validation, test }: Readonly<Record<'train' | 'validation' | 'test', readonly DatasetItem[]>>,
  seed: number,
  begin: Pretrained | null,
): Promise<number> {
  const { onnx, manifest } = await classifyTrainer.train({
    data: { dataset, train, validation },
    settings: {
      seed,
      duration: { kind: 'epochs', epochs: Number(values.epochs) },
      quality: 'balanced',
      sizePx: null,
    },
    runtime,
    resumed: null,
    ...(begin && { pretrained: begin }),
    onProblem: (sentence) => console.log(sentence),
    onSeen: () => {},
    watch: quiet,
  });
  const session = await runtime.load(onnx);
  const evaluated = { task: classify, evaluation: classifyEvaluation };
  const { accuracy = NaN } = await evaluate(
    evaluated,
    draftManifest('classify', manifest),
    session,
    dataset,
    test,
  );
  await session.release();
  return accuracy;
}

/** As many pictures of each class as the largest comparison needs, good ones among them; one finish. */
function surfaces(): Dataset {
  const line = createSurfaceLine({ seed: 5, defectShare: 1, widthPx: 160, heightPx: 160, oneKind: true });
  const wanted = testPictures + validationPictures + Math.max(...values.counts.split(',').map(Number));
  const items: DatasetItem[] = [];
  const counts = new Map<string, number>();
  for (
    let index = 0;
    [...surfaceLabels, 'good'].some((label) => (counts.get(label) ?? 0) < wanted);
    index++
  ) {
    const label = index % 5 === 0 ? 'good' : (line.part(index, 1).defects[0]?.label ?? 'good');
    if ((counts.get(label) ?? 0) >= wanted) continue;
    counts.set(label, (counts.get(label) ?? 0) + 1);
    const name = `${index}`;
    items.push({ name, group: name, split: null, labels: label === 'good' ? [] : [label], boxes: [] });
  }
  return surfacesAsDataset(line, items);
}

/** Classes by file name: an object of a second class is in some of the pictures. */
async function steel(): Promise<Dataset> {
  const dataset = await readDataset({ path: neu, options: {} }, new AbortController().signal, () => {});
  const items = dataset.items.map((item) => {
    const label = dataset.labels.find((one) => item.name.includes(`${one}_`));
    return { ...item, labels: label === undefined ? item.labels : [label], boxes: [] };
  });
  return { ...dataset, items };
}

function meanOf(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}
