import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { encodeModel } from '#models/graph/encode';
import { Graph } from '#models/graph/graph';
import { square } from '#models/graph/ops/elementwise';
import { globalAveragePool, maxPool } from '#models/graph/ops/pool';
import { reduceMean } from '#models/graph/ops/reduce';
import { conv, convNorm } from '#models/network/conv';
import { dense } from '#models/network/dense';
import { dropout } from '#models/network/dropout';
import { flatLayers } from '#models/network/flat-layers';
import type { Network } from '#models/network/layers';
import { initialSnapshot, layoutsOf, type Snapshot } from '#models/network/layout';
import { norm } from '#models/network/norm';
import type { Tensor, Tensors } from '#models/runtime';
import { openCarried } from '#models/train/carried';
import { adam, paceOf } from '#models/train/optimizer';
import { checkParity, servingModel } from '#models/train/serving';
import { trainingStep } from '#models/train/step';

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });

/** One of each block. */
const network: Network = (layers) => {
  let x = layers.graph.input('x', 'float32', [4, 2, 8, 6]);
  x = maxPool(convNorm(layers, 'stem', x, { channels: 6 }), { kernel: [2, 2], strides: [2, 2] });
  x = convNorm(layers, 'alone', x, { channels: 6, groups: 6, dilation: 2, activation: null });
  x = convNorm(layers, 'down', x, { channels: 4, kernel: 5, stride: 2 });
  x = conv(layers, 'point', x, { channels: 8, kernel: 1 });
  return { y: dense(layers, 'head', dropout(layers, 'drop', globalAveragePool(x), 0.25), 3) };
};

const layouts = layoutsOf(network);

/** Running values that are neither those of the start nor those of another channel. */
function snapshot(): Snapshot {
  const random = createRandom(11);
  const { weights } = initialSnapshot(layouts, random);
  return {
    weights: weights.map((value) => value + random.uniform(-0.1, 0.1)),
    state: new Float32Array(layouts.state.size).map(() => random.uniform(0.2, 2)),
  };
}

function picture(seed: number): Tensors {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: 4 * 2 * 8 * 6 }, () => random.uniform(-1, 1));
  return { x: { type: 'float32', dims: [4, 2, 8, 6], data } };
}

const floats = (data: ArrayLike<number>): Tensor => {
  const list = Float32Array.from(data);
  return { type: 'float32', dims: [list.length], data: list };
};

test('weights and states have names, dims and places', () => {
  const listed = (places: readonly { name: string; dims: readonly number[] }[]) =>
    places.slice(0, 4).map(({ name, dims }) => `${name} ${dims.join('×')}`);
  expect(listed(layouts.weights.places)).toEqual([
    'stem.weight 6×2×3×3',
    'stem.norm.scale 6',
    'stem.norm.offset 6',
    'alone.weight 6×1×3×3',
  ]);
  expect(listed(layouts.state.places).slice(0, 3)).toEqual([
    'stem.norm.mean 6',
    'stem.norm.variance 6',
    'alone.norm.mean 6',
  ]);
});

test('what serves, norms folded, gives what is evaluated', async () => {
  const parity = await checkParity(network, layouts, snapshot(), [picture(1), picture(2)], runtime);
  expect(parity.maxDifference).toBeLessThan(2e-6);
  const served = Buffer.from(servingModel(network, layouts, snapshot())).toString('latin1');
  expect(served).not.toContain('BatchNormalization');
});

test('every weight and state takes part in a step, and steps make the loss smaller', async () => {
  const optimizer = adam();
  const step = trainingStep({
    network,
    loss: ({ y }) => reduceMean(square(y!), [0, 1]),
    layouts,
    optimizer,
    clipLength: Infinity,
    average: false,
  });
  const begin = snapshot();
  const zeros = new Float32Array(layouts.weights.size);
  const carried = await openCarried(runtime, step, { ...begin, mean: zeros, variance: zeros });
  const noise = Object.fromEntries(
    step.noise.map(({ name, dims }) => [
      name,
      { type: 'float32', dims, data: new Float32Array(32).fill(0.9) } as const,
    ]),
  );
  const losses: number[] = [];
  for (let i = 1; i <= 20; i++) {
    const pace: Record<string, number> = { ...paceOf(optimizer, 0.01, i) };
    losses.push((await carried.step({ ...picture(3), ...noise }, pace)).loss);
    if (i > 1) continue;
    const moved = (await carried.read('weights')).map((value, at) => value - (begin.weights[at] ?? NaN));
    expect(moved.filter((by) => by === 0).length).toBe(0);
    expect((await carried.read('state')).filter((value, at) => value === begin.state[at]).length).toBe(0);
  }
  await carried.release();
  expect(losses.at(-1)).toBeLessThan(0.3 * (losses[0] ?? NaN));
});

describe('batch norm', () => {
  interface Golden {
    readonly torch: string;
    readonly running: {
      readonly inputs: readonly { readonly dims: readonly number[]; readonly values: readonly number[] }[];
      readonly mean: readonly number[];
      readonly variance: readonly number[];
      readonly after: readonly number[];
    };
  }
  const path = join(import.meta.dirname, '../../../golden/convolution.json');
  const { torch, running } = JSON.parse(readFileSync(path, 'utf8')) as Golden;

  test(`has the running values of PyTorch ${torch} after two steps, and gives what it gives then`, async () => {
    const dims = running.inputs[0]?.dims ?? [];
    const one: Network = (layers) => ({ y: norm(layers, 'norm', layers.graph.input('x', 'float32', dims)) });
    const places = layoutsOf(one);
    let { state } = initialSnapshot(places, createRandom(1));
    const { weights } = initialSnapshot(places, createRandom(1));
    const run = async (mode: 'train' | 'evaluate', x: readonly number[], wanted: 'y' | 'next') => {
      const graph = new Graph('norm');
      const layers = flatLayers(graph, mode, places);
      graph.output('y', one(layers)['y']!);
      if (mode === 'train') graph.output('next', layers.nextState()!);
      const session = await runtime.load(encodeModel(graph));
      const feeds = { weights: floats(weights), state: floats(state) };
      const outputs = await session.run({
        ...feeds,
        x: { type: 'float32', dims, data: Float32Array.from(x) },
      });
      await session.release();
      return Float32Array.from(outputs[wanted]?.data ?? [], Number);
    };
    for (const { values } of running.inputs) state = await run('train', values, 'next');
    const near = (given: Float32Array, wanted: readonly number[]) =>
      expect(Math.max(...wanted.map((value, i) => Math.abs(value - (given[i] ?? NaN))))).toBeLessThan(2e-6);
    near(state, [...running.mean, ...running.variance]);
    near(await run('evaluate', running.inputs[0]?.values ?? [], 'y'), running.after);
  });
});

test('dropout keeps the mean: what is left is larger; nothing is dropped when it is not trained', async () => {
  const one: Network = (layers) => ({
    y: dropout(layers, 'drop', layers.graph.input('x', 'float32', [5]), 0.25),
  });
  const made = (mode: 'train' | 'evaluate') => {
    const graph = new Graph('dropout');
    const layers = flatLayers(graph, mode, {
      weights: { places: [], size: 0 },
      state: { places: [], size: 0 },
    });
    graph.output('y', one(layers)['y']!);
    return { graph, noise: layers.noiseInputs };
  };
  const session = await runtime.load(encodeModel(made('train').graph));
  const { y } = await session.run({
    weights: floats([]),
    x: floats([3, 6, 9, 12, 15]),
    drop: floats([0, 0.2499, 0.26, 0.9, 0.5]),
  });
  await session.release();
  expect([...y!.data]).toEqual([0, 0, 12, 16, 20]);
  expect(made('evaluate').noise).toEqual([]);
});
