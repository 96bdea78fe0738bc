import { expect, test } from 'vitest';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { classifyLoss } from '#models/classify/loss';
import { classifyNetwork, type ClassifyShape } from '#models/classify/network';
import { mse } from '#models/graph/loss/regression';
import { dense } from '#models/network/dense';
import { gru } from '#models/network/gru';
import { initialSnapshot, layoutsOf } from '#models/network/layout';
import type { Network } from '#models/network/layers';
import { lstm } from '#models/network/lstm';
import type { Tensors } from '#models/runtime';
import { openCarried } from '#models/train/carried';
import { paceOf, sgd } from '#models/train/optimizer';
import { trainingStep, type Loss } from '#models/train/step';
import { createRandom } from '#shared/numeric/random';

const providers = ['cpu', 'webgpu'] as const;
const steps = 8;
/** Adam would make much of gradients that are as good as 0. */
const optimizer = sgd(0.9);
const rate = 0.02;

/** The losses of some steps on the same inputs, and the weights after them. */
async function learnt(provider: (typeof providers)[number], network: Network, loss: Loss, inputs: Tensors) {
  const layouts = layoutsOf(network);
  const step = trainingStep({ network, loss, layouts, optimizer, clipLength: 5, average: true });
  const { weights, state } = initialSnapshot(layouts, createRandom(4));
  const begin = Object.fromEntries(
    step.carried.map(({ name, size }) => {
      const list = name.endsWith('weights') ? weights : name.endsWith('state') ? state : null;
      return [name, list ?? new Float32Array(size)];
    }),
  );
  const carried = await openCarried(createOrtRuntime({ provider, threads: 1 }), step, begin);
  const noise = Object.fromEntries(step.noise.map(({ name, dims }) => [name, drawn(dims, 9)] as const));
  const losses: number[] = [];
  for (let i = 1; i <= steps; i++) {
    const scalars: Record<string, number> = { ...paceOf(optimizer, rate, i), keep: 0.9 };
    losses.push((await carried.step({ ...inputs, ...noise }, scalars)).loss);
  }
  const kept = await carried.copy();
  // What was read back is what it goes on from.
  carried.restore(kept);
  const scalars: Record<string, number> = { ...paceOf(optimizer, rate, steps + 1), keep: 0.9 };
  losses.push((await carried.step({ ...inputs, ...noise }, scalars)).loss);
  await carried.release();
  return { losses, weights: kept['weights'] ?? new Float32Array(0) };
}

function drawn(dims: readonly number[], seed: number) {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => random.next());
  return { type: 'float32', dims, data } as const;
}

async function expectSame(network: Network, loss: Loss, inputs: Tensors): Promise<void> {
  const [cpu, gpu] = [
    await learnt('cpu', network, loss, inputs),
    await learnt('webgpu', network, loss, inputs),
  ];
  expect(cpu.losses.at(-1)).toBeLessThan(0.95 * cpu.losses[0]!);
  cpu.losses.forEach((value, i) => {
    expect(Math.abs((gpu.losses[i] ?? NaN) - value) / value, `step ${i + 1}`).toBeLessThan(1e-5);
  });
  expect(gpu.weights.length).toBe(cpu.weights.length);
}

test('a classifier learns the same on a GPU, its weights staying there', async () => {
  const shape: ClassifyShape = {
    size: { channels: [8, 12, 16], blocks: 1 },
    batch: 6,
    channels: 1,
    widthPx: 64,
    heightPx: 64,
    // No multiple of four: the gradient of its head takes another way.
    classes: 6,
    several: false,
  };
  const target = Float32Array.from({ length: 36 }, (_, i) => (i % 7 === 0 ? 1 : 0));
  await expectSame(classifyNetwork(shape), classifyLoss(shape), {
    image: drawn([6, 1, 64, 64], 1),
    target: { type: 'float32', dims: [6, 6], data: target },
  });
});

test.each([
  ['lstm', lstm],
  ['gru', gru],
])('so does a %s', async (_name, layer) => {
  const network: Network = (layers) => {
    const x = layers.graph.input('x', 'float32', [8, 12, 3]);
    const { last } = layer(layers, 'cells', x, { hidden: 10 });
    return { y: dense(layers, 'head', last, 1) };
  };
  const loss: Loss = ({ y }, graph) => mse(y!, graph.input('target', 'float32', [8, 1]));
  await expectSame(network, loss, { x: drawn([8, 12, 3], 2), target: drawn([8, 1], 3) });
});
