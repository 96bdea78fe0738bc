import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { mse } from '#models/graph/loss/regression';
import { initialSnapshot, layoutsOf } from '#models/network/layout';
import type { Tensor, Tensors } from '#models/runtime';
import { openCarried } from '#models/train/carried';
import { adam, paceOf } from '#models/train/optimizer';
import { trainingStep } from '#models/train/step';
import { peakBytes } from '../own-process';
import { dataOf, networkOf, type Workload } from './workload';

export interface Trained {
  readonly losses: readonly number[];
  /** All steps. */
  readonly seconds: number;
  /** Of all threads. */
  readonly cpuSeconds: number;
}

export interface OwnTrained extends Trained {
  /** Writing the graph and loading it. */
  readonly loadSeconds: number;
  readonly peakBytes: number;
}

/** The weights that both begin with. */
export function initialWeights(workload: Workload): Float32Array {
  return initialSnapshot(layoutsOf(networkOf(workload)), createRandom(2)).weights;
}

/** Trains from the initial weights; the last batch of an epoch is filled up with samples that do not count. */
export async function train(workload: Workload, threads: number): Promise<OwnTrained> {
  const { samples, steps, features, batch, epochs, rate } = workload;
  const network = networkOf(workload);
  const startedAt = performance.now();
  const layouts = layoutsOf(network);
  const step = trainingStep({
    network,
    loss: ({ y }, graph) => {
      const column = (name: string) => graph.input(name, 'float32', [batch, 1]);
      return mse(y!, column('target'), { weights: column('counts') });
    },
    layouts,
    optimizer: adam(),
    clipLength: Infinity,
    average: false,
  });
  const begin = (name: string, size: number) =>
    name === 'weights' ? initialWeights(workload) : new Float32Array(size);
  const carried = await openCarried(
    createOrtRuntime({ provider: 'cpu', threads }),
    step,
    Object.fromEntries(step.carried.map(({ name, size }) => [name, begin(name, size)])),
  );
  const loadSeconds = (performance.now() - startedAt) / 1000;
  const { x, target } = dataOf(workload);
  const counts = new Float32Array(samples).fill(1);
  const batchAt = (start: number): Tensors => ({
    x: rows(x, start, [batch, steps, features]),
    target: rows(target, start, [batch, 1]),
    counts: rows(counts, start, [batch, 1]),
  });

  const losses: number[] = [];
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let start = 0; start < samples; start += batch) {
      const pace = paceOf(adam(), rate, losses.length + 1);
      losses.push((await carried.step(batchAt(start), { ...pace })).loss);
    }
  }
  const seconds = (performance.now() - wall) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await carried.release();
  return { losses, seconds, cpuSeconds: (user + system) / 1e6, loadSeconds, peakBytes: peakBytes() };
}

/** The rows from `start` on, zeros where there are none left. */
function rows(all: Float32Array, start: number, dims: readonly number[]): Tensor {
  const [count = 0, ...rest] = dims;
  const size = rest.reduce((product, dim) => product * dim, 1);
  const there = all.subarray(start * size, (start + count) * size);
  if (there.length === count * size) return { type: 'float32', dims, data: there };
  const data = new Float32Array(count * size);
  data.set(there);
  return { type: 'float32', dims, data };
}
