/**
 * What training steps of some networks are estimated to take (models/train/memory.ts) beside what a process really grows
 * by in its first steps, each network in a process of its own. The ratio is where the estimate's overhead comes from.
 */
import { spawnSync } from 'node:child_process';
import { classifyLoss } from '#models/classify/loss';
import { classifyNetwork, type ClassifyShape } from '#models/classify/network';
import { layoutsOf } from '#models/network/layout';
import type { Tensor, TensorInfo } from '#models/runtime';
import { adam } from '#models/train/optimizer';
import { trainingStep, type StepGraph } from '#models/train/step';
import { trainingRuntime } from '#electron/engine/open-training';
import { printTable, row, type Row } from './table';

const small: ClassifyShape = {
  size: { channels: [12, 16, 32, 64, 96], blocks: 1 },
  batch: 32,
  channels: 1,
  widthPx: 96,
  heightPx: 96,
  classes: 5,
  several: false,
};
const networks: Readonly<Record<string, ClassifyShape>> = {
  'classify, 96 × 96, batch 32': small,
  'classify, 224 × 224, wide, batch 32': {
    ...small,
    size: { channels: [16, 32, 64, 128, 192], blocks: 1 },
    widthPx: 224,
    heightPx: 224,
    channels: 3,
  },
  'classify, 640 × 640, wide and deep, batch 8': {
    ...small,
    size: { channels: [32, 64, 128, 256], blocks: 2 },
    widthPx: 640,
    heightPx: 640,
    batch: 8,
  },
};
const steps = 4;

const only = process.argv.find((arg) => arg.startsWith('--network='))?.slice('--network='.length);
const shape = only === undefined ? undefined : networks[only];
if (shape) console.log(JSON.stringify(await measured(shape)));
else printTable(Object.keys(networks).map(compared));

interface Measured {
  readonly estimatedMb: number;
  readonly grownMb: number;
}

function compared(name: string): Row {
  const child = spawnSync(process.execPath, [process.argv[1] ?? '', `--network=${name}`], {
    encoding: 'utf8',
  });
  const { estimatedMb, grownMb } = JSON.parse(child.stdout) as Measured;
  const share = grownMb / estimatedMb;
  return row(
    `${name}: grown by, of what was estimated`,
    `${grownMb.toFixed(0)} of ${estimatedMb.toFixed(0)} MB, ${share.toFixed(2)}`,
    '0.6 to 1',
    share >= 0.6 && share <= 1,
  );
}

async function measured(network: ClassifyShape): Promise<Measured> {
  const step = stepOf(network);
  const before = process.memoryUsage().rss;
  const session = await trainingRuntime(2).load(step.onnx);
  const feeds = Object.fromEntries(session.inputs.map((input) => [input.name, zeros(input)]));
  for (let i = 0; i < steps; i++) await session.run(feeds);
  // maxRSS is in kB.
  const grown = process.resourceUsage().maxRSS * 1024 - before;
  return { estimatedMb: step.memoryBytes / 1e6, grownMb: grown / 1e6 };
}

function stepOf(network: ClassifyShape): StepGraph {
  const made = classifyNetwork(network);
  return trainingStep({
    network: made,
    loss: classifyLoss(network),
    layouts: layoutsOf(made),
    optimizer: adam(0.02),
    clipLength: 5,
    average: true,
  });
}

function zeros({ type, dims }: TensorInfo): Tensor {
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (type === 'float32') return { type, dims, data: new Float32Array(size).fill(0.5) };
  if (type === 'uint8') return { type, dims, data: new Uint8Array(size).fill(100) };
  throw new Error(`a step takes no ${type}`);
}
