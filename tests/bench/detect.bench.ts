/**
 * Detection on real pictures (../shared/data/deeppcb and neu-det, where they are there):
 * - deeppcb: learnt from the trainval list, figures of the test list, a hit being an overlap above 0.33 with the right
 *   label; published for the whole training list: mAP 98.6 %, F 98.2 % (Tang et al. 2019).
 * - neu-det: a share of the pictures held back, look-alikes on one side.
 * - boards: learnt from generated boards alone, figures of boards of other designs and of DeepPCB's test list.
 * Options: --only=NAME, --minutes=M (60 a dataset), --quality=Q (balanced), --size=PX, --seed=N (1), --threads=N (2),
 * --backbone=FILE (begin with it), --boards=N (48) and --parts=N (8) of each.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Dataset, DatasetItem } from '#shared/domain/dataset';
import type { Quality } from '#shared/domain/training';
import { readDataset, trainingRuntime } from '#electron/engine/open-training';
import { detect } from '#models/detect/detect';
import { detectEvaluation } from '#models/detect/evaluation';
import { detectTrainer } from '#models/detect/training';
import { evaluate } from '#models/evaluation';
import { pretrainedBy } from '#models/train/pretrained';
import { splitItems } from '#models/train/split';
import type { TrainedModel, TrainingData } from '#models/train/task-trainer';
import { draftManifest } from '#models/train/validate';
import { generatedBoards } from './detect/boards';
import { printTable, row, type Row } from './table';
import { quiet } from '../training/quiet';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    quality: { type: 'string', default: 'balanced' },
    size: { type: 'string' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    backbone: { type: 'string' },
    boards: { type: 'string', default: '48' },
    parts: { type: 'string', default: '8' },
  },
});
const seed = Number(values.seed);
const pretrained =
  values.backbone === undefined ? null : pretrainedBy(readFileSync(values.backbone), 'backbone');
/** DeepPCB's own rule. */
const looseIou = 0.33;

const measured = {
  deeppcb: measureDeepPcb,
  'neu-det': measureNeuDet,
  boards: measureBoards,
} as const;
const rows: Row[] = [];
for (const [name, measure] of Object.entries(measured)) {
  if (values.only === undefined || values.only === name) rows.push(...(await measure()));
}
printTable(rows);

async function measureDeepPcb(): Promise<Row[]> {
  const dataset = await openOf('deeppcb');
  if (!dataset) return [];
  const given = dataset.items.filter(({ split }) => split === 'train');
  // From all boards alike: what is held back here decides when the network is at its best, nothing else.
  const validation = given.filter((_, i) => i % 13 === 6);
  const train = given.filter((item) => !validation.includes(item));
  const model = await learn('deeppcb', { dataset, train, validation });
  return deepPcbRows('DeepPCB', model, dataset, 0.986, 0.982);
}

async function measureNeuDet(): Promise<Row[]> {
  const dataset = await openOf('neu-det');
  if (!dataset) return [];
  const sides = splitItems(dataset.items, { train: 0.8, validation: 0.05, test: 0.15 }, seed);
  const model = await learn('neu-det', { dataset, ...sides });
  const found = await figuresOf(model, dataset, sides.test, 0.5);
  return [
    figure(`NEU-DET, ${sides.test.length} pictures: mAP50`, found, 'mAP50', 0.75),
    figure('NEU-DET: mAP50-95', found, 'mAP50-95'),
    ...eachLabel('NEU-DET', found),
    timeOf('NEU-DET', found),
  ];
}

async function measureBoards(): Promise<Row[]> {
  const parts = Number(values.parts);
  const dataset = generatedBoards(1000 * seed, Number(values.boards), parts);
  const { train, validation } = splitItems(dataset.items, { train: 0.9, validation: 0.1, test: 0 }, seed);
  const model = await learn('boards', { dataset, train, validation });
  const others = generatedBoards(1000 * seed + 500, 6, parts);
  const found = await figuresOf(model, others, others.items, 0.5);
  const real = await openOf('deeppcb');
  return [
    figure(`generated boards of other designs, ${others.items.length} parts: mAP50`, found, 'mAP50'),
    figure('generated boards: F', found, 'f1'),
    ...(real ? await deepPcbRows('DeepPCB, nothing learnt of it', model, real, null, null) : []),
  ];
}

async function deepPcbRows(
  what: string,
  model: TrainedModel,
  dataset: Dataset,
  mAP: number | null,
  f1: number | null,
): Promise<Row[]> {
  const test = dataset.items.filter(({ split }) => split === 'test');
  const found = await figuresOf(model, dataset, test, looseIou);
  return [
    figure(`${what}, ${test.length} boards: mAP at ${looseIou}`, found, 'mAP', mAP),
    figure(`${what}: F at the threshold found before`, found, 'f1', f1),
    figure(`${what}: precision`, found, 'precision'),
    figure(`${what}: recall`, found, 'recall'),
    figure(`${what}: mAP50`, found, 'mAP50'),
    ...eachLabel(what, found),
    timeOf(what, found),
  ];
}

async function openOf(folder: string): Promise<Dataset | null> {
  const path = join(process.cwd(), '../shared/data', folder);
  if (existsSync(path)) return readDataset({ path, options: {} }, new AbortController().signal, () => {});
  console.log(`not measured: there is no ${path}`);
  return null;
}

async function learn(name: string, data: TrainingData): Promise<TrainedModel> {
  const startMs = performance.now();
  const seconds = () => Math.round((performance.now() - startMs) / 1000);
  const model = await detectTrainer.train({
    data,
    settings: {
      seed,
      duration: { kind: 'minutes', minutes: Number(values.minutes) },
      quality: values.quality as Quality,
      sizePx: values.size === undefined ? null : Number(values.size),
    },
    runtime: trainingRuntime(Number(values.threads)),
    resumed: null,
    ...(pretrained && { pretrained }),
    onProblem: (sentence) => console.log(sentence),
    onSeen: () => {},
    watch: {
      ...quiet,
      onNote: (sentence) => console.log(sentence),
      async onCheckpoint({ history, epochs }) {
        const last = history.at(-1);
        if (!last) return;
        const told = ['mAP', 'mAP50', 'mAP50-95', 'f1'].map(
          (metric) => `${metric} ${(last.metrics[metric] ?? NaN).toFixed(3)}`,
        );
        console.log(
          `${name} ${seconds()} s, epoch ${last.epoch}/${epochs}, loss ${last.loss.toFixed(3)}: ${told.join(', ')}`,
        );
      },
    },
  });
  console.log(
    `${name}: learnt in ${seconds()} s from ${data.train.length} pictures, best epoch ${model.validated.epoch}`,
  );
  return model;
}

/** With one thread, as a line has it; `ms` a picture from decoded pixels to predictions. */
async function figuresOf(
  { onnx, manifest }: TrainedModel,
  dataset: Dataset,
  items: readonly DatasetItem[],
  iou: number,
): Promise<Record<string, number>> {
  const session = await trainingRuntime(1).load(onnx);
  const whole = draftManifest('detect', { ...manifest, options: { ...manifest.options, iou } });
  const startMs = performance.now();
  const metrics = await evaluate(
    { task: detect, evaluation: detectEvaluation },
    whole,
    session,
    dataset,
    items,
  );
  const ms = (performance.now() - startMs) / items.length;
  await session.release();
  return { ...metrics, ms };
}

function figure(what: string, found: Record<string, number>, name: string, goal: number | null = null): Row {
  const value = found[name] ?? NaN;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return row(what, percent(value), goal === null ? '' : `≥ ${percent(goal)}`, goal === null || value >= goal);
}

function eachLabel(what: string, found: Record<string, number>): Row[] {
  return Object.keys(found)
    .filter((name) => name.startsWith('AP '))
    .map((name) => figure(`${what}: ${name}`, found, name));
}

function timeOf(what: string, found: Record<string, number>): Row {
  return row(
    `${what}: ms a picture with its decoding, one thread`,
    (found['ms'] ?? NaN).toFixed(1),
    '',
    true,
  );
}
