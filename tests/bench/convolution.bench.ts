/**
 * Whole training steps of two convolutional networks beside PyTorch's, from the same weights, the two in turn: a
 * classifier of six convolutions (64 × 64 px gray, batch 32) and a U-Net (320 × 320 px, 2 channels, batch 4).
 * Options: --steps=N (9 for the U-Net, ten times as many for the classifier), --network=NAME, --threads=N.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { logSoftmax, softplus } from '#models/graph/ops/activation';
import { mul, neg, sub } from '#models/graph/ops/elementwise';
import { globalAveragePool, maxPool } from '#models/graph/ops/pool';
import { reduceMean, reduceSum } from '#models/graph/ops/reduce';
import { resizeNearest } from '#models/graph/ops/resize';
import { concat } from '#models/graph/ops/shape';
import type { Value } from '#models/graph/graph';
import { conv, convNorm } from '#models/network/conv';
import { dense } from '#models/network/dense';
import { initialSnapshot, layoutsOf } from '#models/network/layout';
import type { Layers, Network } from '#models/network/layers';
import { openCarried } from '#models/train/carried';
import { adam, paceOf } from '#models/train/optimizer';
import { trainingStep, type Loss } from '#models/train/step';
import type { Tensors } from '#models/runtime';
import { quantile } from './table';
import { startTorch, type TorchProcess } from './torch-process';

const { values: options } = parseArgs({
  options: {
    steps: { type: 'string', default: '9' },
    network: { type: 'string' },
    threads: { type: 'string' },
  },
});

interface Workload {
  readonly name: 'classifier' | 'unet';
  readonly network: Network;
  readonly loss: Loss;
  readonly xDims: readonly number[];
  readonly targetDims: readonly number[];
  readonly steps: number;
}

/** Of Adam. */
const rate = 1e-3;

const halved = (x: Value) => maxPool(x, { kernel: [2, 2], strides: [2, 2] });

const classifier: Workload = {
  name: 'classifier',
  xDims: [32, 1, 64, 64],
  targetDims: [32, 3],
  steps: 10 * Number(options.steps),
  network(layers) {
    let x = layers.graph.input('x', 'float32', classifier.xDims);
    for (const [i, channels] of [16, 16, 32, 32, 64, 64].entries()) {
      x = convNorm(layers, `conv${i}`, i === 2 || i === 4 ? halved(x) : x, { channels });
    }
    return { y: dense(layers, 'head', globalAveragePool(x), 3) };
  },
  loss({ y }, graph) {
    const target = graph.input('target', 'float32', classifier.targetDims);
    return neg(reduceMean(reduceSum(mul(logSoftmax(y!, 1), target), [1]), [0]));
  },
};

const unet: Workload = {
  name: 'unet',
  xDims: [4, 2, 320, 320],
  targetDims: [4, 1, 320, 320],
  steps: Number(options.steps),
  network(layers) {
    let x = layers.graph.input('x', 'float32', unet.xDims);
    const kept: Value[] = [];
    for (const channels of [16, 32, 64, 128]) {
      x = twice(layers, `down${channels}`, kept.length > 0 ? halved(x) : x, channels);
      kept.unshift(x);
    }
    for (const [i, channels] of [64, 32, 16].entries()) {
      x = twice(layers, `up${channels}`, concat([resizeNearest(x, [2, 2]), kept[i + 1]!], 1), channels);
    }
    return { y: conv(layers, 'head', x, { channels: 1, kernel: 1 }) };
  },
  /** Cross-entropy of sigmoid(y), in the form that does not overflow. */
  loss({ y }, graph) {
    const target = graph.input('target', 'float32', unet.targetDims);
    return reduceMean(sub(softplus(y!), mul(y!, target)), [0, 1, 2, 3]);
  },
};

function twice(layers: Layers, name: string, x: Value, channels: number): Value {
  return convNorm(layers, `${name}.second`, convNorm(layers, `${name}.first`, x, { channels }), { channels });
}

for (const workload of [classifier, unet]) {
  if (options.network && options.network !== workload.name) continue;
  for (const threads of options.threads ? [Number(options.threads)] : [1, 2])
    await compare(workload, threads);
}

async function compare(workload: Workload, threads: number): Promise<void> {
  const ours = await openOurs(workload, threads);
  const torch = await startTorch('convolution', threads);
  if (torch) await startTheirs(torch, workload, ours.begin);
  const [our, their, losses]: [Step[], Step[], string[]] = [[], [], []];
  for (let i = 0; i < workload.steps; i++) {
    const steps = [await ours.step(), ...(torch ? [await torch.ask<Step>({ kind: 'step' })] : [])];
    if (i < 4) losses.push(steps.map(({ loss }) => loss.toFixed(6)).join(' / '));
    if (i === 0) continue; // it makes room
    our.push(steps[0]!);
    if (steps[1]) their.push(steps[1]);
  }
  console.log(`\n${workload.name}, ${threads} thread(s), median of ${our.length} steps`);
  console.log(`  ours     ${figuresOf(our)}, peak ${megabytes(peakBytes())}`);
  await ours.close();
  if (torch) {
    console.log(
      `  PyTorch  ${figuresOf(their)}, peak ${megabytes(await torch.peakBytes())} (${torch.version})`,
    );
    const ratio = (of: (steps: readonly Step[]) => number) => (of(our) / of(their)).toFixed(2);
    console.log(
      `  ratio    ${ratio(middleMs)} (fastest ${ratio(fastestMs)}, processors ${ratio(middleCpuMs)})`,
    );
  }
  console.log(`  losses   ${losses.join(', ')}`);
  await torch?.close();
}

interface Step {
  readonly loss: number;
  readonly ms: number;
  /** Of all threads together: hardly longer when other processes want the processors too. */
  readonly cpuMs: number;
}

function middleMs(steps: readonly Step[]): number {
  return quantile(
    steps.map(({ ms }) => ms),
    0.5,
  );
}

function fastestMs(steps: readonly Step[]): number {
  return Math.min(...steps.map(({ ms }) => ms));
}

function middleCpuMs(steps: readonly Step[]): number {
  return quantile(
    steps.map(({ cpuMs }) => cpuMs),
    0.5,
  );
}

function figuresOf(steps: readonly Step[]): string {
  const [middle, fastest, cpu] = [middleMs(steps), fastestMs(steps), middleCpuMs(steps)].map((ms) =>
    ms.toFixed(1),
  );
  return `${middle} ms (fastest ${fastest}, processors ${cpu})`;
}

interface Begin {
  readonly weights: Float32Array;
  readonly x: Float32Array;
  readonly target: Float32Array;
}

async function openOurs({ network, loss, xDims, targetDims }: Workload, threads: number) {
  writeFileSync('/proc/self/clear_refs', '5'); // the peak is counted from here
  const layouts = layoutsOf(network);
  const random = createRandom(1);
  const snapshot = initialSnapshot(layouts, random);
  const begin: Begin = {
    weights: snapshot.weights,
    x: Float32Array.from({ length: sizeOf(xDims) }, () => random.uniform(-1, 1)),
    target: Float32Array.from({ length: sizeOf(targetDims) }, (_, i) =>
      (i + Math.floor(i / 3)) % 3 === 0 ? 1 : 0,
    ),
  };
  const optimizer = adam();
  const step = trainingStep({ network, loss, layouts, optimizer, clipLength: Infinity, average: false });
  const session = await createOrtRuntime({ provider: 'cpu', threads, planMemory: false }).load(step.onnx);
  const zeros = new Float32Array(layouts.weights.size);
  const carried = openCarried(step.carried, { ...snapshot, mean: zeros, variance: zeros });
  const inputs: Tensors = {
    x: { type: 'float32', dims: xDims, data: begin.x },
    target: { type: 'float32', dims: targetDims, data: begin.target },
  };
  let done = 0;
  return {
    begin,
    async step(): Promise<Step> {
      const pace: Record<string, number> = { ...paceOf(optimizer, rate, ++done) };
      const [startedAt, worked] = [performance.now(), process.cpuUsage()];
      const { loss: value } = await carried.step(session, inputs, pace);
      const { user, system } = process.cpuUsage(worked);
      return { loss: value, ms: performance.now() - startedAt, cpuMs: (user + system) / 1000 };
    },
    close: () => session.release(),
  };
}

async function startTheirs(
  torch: TorchProcess,
  { name, xDims, targetDims }: Workload,
  begin: Begin,
): Promise<void> {
  const [weights, x, target] = [
    await torch.floats('weights', begin.weights),
    await torch.floats('x', begin.x),
    await torch.floats('target', begin.target),
  ];
  await torch.ask({ kind: 'start', network: name, rate, weights, x, xDims, target, targetDims });
}

function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** Highest resident size of this process since its workload began. */
function peakBytes(): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(line?.[1]) * 1024;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
