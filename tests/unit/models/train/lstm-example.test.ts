import { expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { mse } from '#models/graph/loss/regression';
import { dense } from '#models/network/dense';
import { initialSnapshot, layoutsOf, type Layouts, type Snapshot } from '#models/network/layout';
import type { Network } from '#models/network/layers';
import { lstm } from '#models/network/lstm';
import type { Tensor, Tensors } from '#models/runtime';
import { openCarried } from '#models/train/carried';
import { adam, paceOf } from '#models/train/optimizer';
import { checkParity } from '#models/train/serving';
import { trainingStep } from '#models/train/step';

/*
 * The example that every introduction to LSTMs trains: LSTM(50, relu), Dense(1), Adam, mean squared error, batches of
 * 16, 200 epochs. Here it is to tell the next value of the first of five waves from ten steps of all.
 */
const [samples, length, features, batch] = [100, 10, 5, 16] as const;
const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });

const network: Network = (layers) => {
  const x = layers.graph.input('x', 'float32', [batch, length, features]);
  const { last } = lstm(layers, 'lstm', x, { hidden: 50, activation: 'relu' });
  return { y: dense(layers, 'dense', last, 1) };
};

const wave = (time: number, feature: number) =>
  Math.sin((time * (feature + 2)) / 9 + feature) / (feature + 1);
const x = new Float32Array(samples * length * features);
const target = new Float32Array(samples);
for (let i = 0; i < samples; i++) {
  for (let t = 0; t < length; t++) {
    for (let j = 0; j < features; j++) x[(i * length + t) * features + j] = wave(i + t, j);
  }
  target[i] = wave(i + length, 0);
}

const float = (dims: readonly number[], data: Float32Array): Tensor => ({ type: 'float32', dims, data });

/** The last batch is not full: what it lacks counts nothing. */
function batchAt(start: number): Tensors {
  const rows = (all: Float32Array, size: number) => {
    const part = new Float32Array(batch * size);
    part.set(all.subarray(start * size, (start + batch) * size));
    return part;
  };
  return {
    x: float([batch, length, features], rows(x, length * features)),
    target: float([batch, 1], rows(target, 1)),
    counts: float([batch, 1], rows(new Float32Array(samples).fill(1), 1)),
  };
}

/** The loss of each step, and what was learned. */
async function train(
  seed: number,
  epochs: number,
): Promise<{ losses: number[]; layouts: Layouts; snapshot: Snapshot }> {
  const layouts = layoutsOf(network);
  const step = trainingStep({
    network,
    loss: ({ y }, graph) =>
      mse(y!, graph.input('target', 'float32', [batch, 1]), {
        weights: graph.input('counts', 'float32', [batch, 1]),
      }),
    layouts,
    optimizer: adam(),
    clipLength: Infinity,
    average: false,
  });
  const initial = initialSnapshot(layouts, createRandom(seed));
  const begin = (name: string, size: number) =>
    name === 'weights' ? initial.weights : new Float32Array(size);
  const carried = await openCarried(
    runtime,
    step,
    Object.fromEntries(step.carried.map(({ name, size }) => [name, begin(name, size)])),
  );
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let start = 0; start < samples; start += batch) {
      const pace = paceOf(adam(), 1e-3, losses.length + 1);
      losses.push((await carried.step(batchAt(start), { ...pace })).loss);
    }
  }
  const snapshot = { weights: await carried.read('weights'), state: await carried.read('state') };
  await carried.release();
  return { losses, layouts, snapshot };
}

test('learns the classic example, and serves what it has learned', async () => {
  const { losses, layouts, snapshot } = await train(1, 200);
  expect(losses.length).toBe(1400);
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const [first, last] = [mean(losses.slice(0, 7)), mean(losses.slice(-7))];
  expect(first).toBeGreaterThan(0.2); // the targets' variance is 1/2
  expect(last).toBeLessThan(first / 500);
  const { x: served } = batchAt(0);
  const parity = await checkParity(network, layouts, snapshot, [{ x: served! }], runtime);
  expect(parity.maxDifference).toBeLessThan(1e-5);
});

test('the same seed gives the same numbers, another does not', async () => {
  const [one, again, other] = [await train(2, 5), await train(2, 5), await train(3, 5)];
  expect(again).toEqual(one);
  expect(other.losses).not.toEqual(one.losses);
});
