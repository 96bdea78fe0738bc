/**
 * Classification of real pictures (../shared/data/neu-det and elpv, where they are there), trained as the program does it,
 * look-alikes on one side, once a seed:
 * - neu-det: six kinds of defects on steel strips, by the names of the files; published: almost 100 %.
 * - elpv: is a solar cell defective (probability 0.5 or more)? Published for 1,968 cells to learn from: 88.4 %.
 * Options: --only=NAME, --seeds=1,2,3, --minutes=M (10) or --epochs=N, --quality=Q (balanced), --size=PX, --threads=N (2),
 * --random (without the shipped backbone), --backbone=FILE (another one).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DatasetPlace } from '#shared/domain/known-dataset';
import type { Quality } from '#shared/domain/training';
import { classify } from '#models/classify/classify';
import { classifyEvaluation } from '#models/classify/evaluation';
import { classifyTrainer } from '#models/classify/training';
import { evaluate } from '#models/evaluation';
import { pretrainedBy } from '#models/train/pretrained';
import { draftManifest } from '#models/train/validate';
import { splitOf } from '#electron/core/training/sides';
import { readDataset, trainingRuntime } from '#electron/engine/open-training';
import { quiet } from '../training/quiet';
import { printTable, row, type Row } from './table';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string', default: '1,2,3' },
    minutes: { type: 'string', default: '10' },
    epochs: { type: 'string' },
    quality: { type: 'string', default: 'balanced' },
    size: { type: 'string' },
    threads: { type: 'string', default: '2' },
    random: { type: 'boolean', default: false },
    backbone: { type: 'string', default: 'models/packages/backbone/1.0.0/model.onnx' },
  },
});
const sets: readonly { name: string; options: DatasetPlace['options']; goal: number }[] = [
  { name: 'neu-det', options: { names: '{label}_*' }, goal: 0.99 },
  { name: 'elpv', options: { column: 'defect_probability', threshold: '0.5' }, goal: 0.884 },
];
const runtime = trainingRuntime(Number(values.threads));
const pretrained = values.random ? null : pretrainedBy(readFileSync(values.backbone), 'backbone');

const rows: Row[] = [];
for (const set of sets) {
  if (values.only !== undefined && values.only !== set.name) continue;
  const path = join(process.cwd(), '../shared/data', set.name);
  if (existsSync(path)) rows.push(await measure(set, path));
  else console.log(`not measured: there is no ${path}`);
}
printTable(rows);

async function measure({ name, options, goal }: (typeof sets)[number], path: string): Promise<Row> {
  const dataset = await readDataset({ path, options }, new AbortController().signal, () => {});
  const accuracies: number[] = [];
  for (const seed of values.seeds.split(',').map(Number)) {
    const startMs = performance.now();
    const { train, validation, test } = splitOf(dataset, seed);
    const { onnx, manifest, history, validated } = await classifyTrainer.train({
      data: { dataset, train, validation },
      settings: {
        seed,
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
    const evaluated = { task: classify, evaluation: classifyEvaluation };
    const { accuracy = NaN } = await evaluate(
      evaluated,
      draftManifest('classify', manifest),
      session,
      dataset,
      test,
    );
    await session.release();
    accuracies.push(accuracy);
    const seconds = (performance.now() - startMs) / 1000;
    console.log(
      `${name}, seed ${seed}, ${train.length} + ${validation.length} + ${test.length} pictures: accuracy ` +
        `${accuracy.toFixed(4)}, validation ${validated.metric.toFixed(4)} in epoch ${validated.epoch} of ` +
        `${history.length}, ${seconds.toFixed(0)} s`,
    );
  }
  const mean = accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length;
  const all = accuracies.map((accuracy) => accuracy.toFixed(3)).join(', ');
  return row(`${name}: accuracy (${all})`, mean.toFixed(4), `≥ ${goal}`, mean >= goal);
}
