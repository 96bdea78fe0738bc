import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { relu } from '#models/graph/ops/activation';
import { add, div, square, sub } from '#models/graph/ops/elementwise';
import { matMul } from '#models/graph/ops/matrix';
import { reduceMean } from '#models/graph/ops/reduce';
import type { Network } from '#models/network/layers';
import type { Layouts, Snapshot } from '#models/network/layout';
import type { Tensors } from '#models/runtime';
import type { Checkpoint } from '#models/train/checkpoint';
import { adam } from '#models/train/optimizer';
import { checkParity, servingModel } from '#models/train/serving';
import { train, type Progress, type Trainee, type TrainingOptions, type Watch } from '#models/train/trainer';

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });
const batchSize = 32;

/** Two layers that learn the product of two numbers. */
const network: Network = (layers) => {
  const x = layers.graph.input('x', 'float32', [batchSize, 2]);
  const glorot = (fanIn: number, fanOut: number) => ({ kind: 'glorot', fanIn, fanOut }) as const;
  const first = layers.weight('first', [2, 24], glorot(2, 24));
  const bias = layers.weight('bias', [24], { kind: 'constant', value: 0 });
  const second = layers.weight('second', [24, 1], glorot(24, 1));
  return { y: matMul(relu(add(matMul(x, first), bias)), second) };
};

function samples(random: Random): { x: Float32Array; target: Float32Array } {
  const x = Float32Array.from({ length: 2 * batchSize }, () => random.uniform(-1, 1));
  const target = Float32Array.from({ length: batchSize }, (_, i) => (x[2 * i] ?? 0) * (x[2 * i + 1] ?? 0));
  return { x, target };
}

const inputs = (x: Float32Array): Tensors => ({ x: { type: 'float32', dims: [batchSize, 2], data: x } });

async function errorOf(layouts: Layouts, snapshot: Snapshot): Promise<number> {
  const session = await runtime.load(servingModel(network, layouts, snapshot));
  const { x, target } = samples(createRandom(99));
  const { y } = await session.run(inputs(x));
  await session.release();
  return target.reduce((sum, value, i) => sum + (value - Number(y?.data[i])) ** 2, 0) / batchSize;
}

const trainee: Trainee = {
  network,
  loss: ({ y }, graph) =>
    reduceMean(square(sub(y!, graph.input('target', 'float32', [batchSize, 1]))), [0, 1]),
  batchSize,
  stepsAnEpoch: 50,
  async batch(random) {
    const { x, target } = samples(random);
    return { ...inputs(x), target: { type: 'float32', dims: [batchSize, 1], data: target } };
  },
  async validate(layouts, snapshot) {
    const error = await errorOf(layouts, snapshot);
    return { metric: -error, metrics: { error } };
  },
};

const options: TrainingOptions = {
  seed: 3,
  duration: { kind: 'epochs', epochs: 6 },
  optimizer: adam(),
  rate: 0.02,
  warmUp: 0.05,
  clipLength: 10,
  keep: 0.98,
  patience: Infinity,
};

function watcher() {
  const progress: Progress[] = [];
  const checkpoints: Checkpoint[] = [];
  const notes: string[] = [];
  const watch: Watch = {
    between: async () => {},
    nowMs: () => 0,
    freeMemoryBytes: () => Infinity,
    onProgress: (one) => void progress.push(one),
    onNote: (sentence) => void notes.push(sentence),
    onCheckpoint: async (one) => void checkpoints.push(one),
  };
  return { watch, progress, checkpoints, notes };
}

test('learns, tells how far it is, and gives the best of its validations', async () => {
  const { watch, progress } = watcher();
  const trained = await train(trainee, options, runtime, watch);
  expect(progress.map(({ step }) => step)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  expect(progress.at(-1)).toMatchObject({ steps: 300, epoch: 6, epochs: 6 });
  expect(trained.history.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
  const errors = trained.history.map(({ metrics }) => metrics['error'] ?? NaN);
  expect(trained.validated.metrics['error']).toBe(Math.min(...errors));
  expect(Math.min(...errors)).toBeLessThan(0.002); // a guess of 0 is off by 1/9
  expect(await errorOf(trained.layouts, trained.best)).toBe(Math.min(...errors));
});

test('the same seed gives the same numbers, gone on from any checkpoint; another seed does not', async () => {
  const whole = watcher();
  const unbroken = await train(trainee, options, runtime, whole.watch);
  for (const checkpoint of [null, whole.checkpoints[0] ?? null, whole.checkpoints[3] ?? null]) {
    const again = await train(trainee, options, runtime, watcher().watch, structuredClone(checkpoint));
    expect(again.best).toEqual(unbroken.best);
    expect(again.history).toEqual(unbroken.history);
  }
  const other = await train(trainee, { ...options, seed: 4 }, runtime, watcher().watch);
  expect(other.best).not.toEqual(unbroken.best);
});

test('minutes become epochs, by a few steps that leave no trace', async () => {
  const { watch, checkpoints } = watcher();
  let nowMs = 0;
  const slow: Trainee = {
    ...trainee,
    batch: (...args) => ((nowMs += 100), trainee.batch(...args)),
    validate: (...args) => ((nowMs += 1000), trainee.validate(...args)),
  };
  // An epoch: 50 steps of 0.1 s and a validation of 1 s.
  const minutes = { ...options, duration: { kind: 'minutes', minutes: 0.32 } } as const;
  const trained = await train(slow, minutes, runtime, { ...watch, nowMs: () => nowMs });
  expect(checkpoints.map(({ epochs }) => epochs)).toEqual([3, 3, 3]);
  const counted = { ...options, duration: { kind: 'epochs', epochs: 3 } } as const;
  expect((await train(trainee, counted, runtime, watcher().watch)).best).toEqual(trained.best);
});

test('a long training is validated at most 50 times, the last time at its end', async () => {
  const long = { ...options, duration: { kind: 'epochs', epochs: 125 } } as const;
  const short = { ...trainee, stepsAnEpoch: 2 };
  const { watch, checkpoints } = watcher();
  const trained = await train(short, long, runtime, watch);
  const thirds = Array.from({ length: 41 }, (_, i) => 3 * (i + 1));
  expect(trained.history.map(({ epoch }) => epoch)).toEqual([...thirds, 125]);
  expect(checkpoints.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 125 }, (_, i) => i + 1));
  for (const checkpoint of [checkpoints[3], checkpoints[5]]) {
    const again = await train(short, long, runtime, watcher().watch, structuredClone(checkpoint));
    expect(again.history).toEqual(trained.history);
  }
});

test('minutes count the validations that take place', async () => {
  const { watch, checkpoints } = watcher();
  let nowMs = 0;
  const slow: Trainee = {
    ...trainee,
    stepsAnEpoch: 2,
    batch: (...args) => ((nowMs += 100), trainee.batch(...args)),
    validate: (...args) => ((nowMs += 1000), trainee.validate(...args)),
  };
  // 50 validations of 1 s leave 50 s of 100 for epochs of 0.2 s; each with its own would be 83.
  const minutes = { ...options, duration: { kind: 'minutes', minutes: 100 / 60 } } as const;
  await train(slow, minutes, runtime, { ...watch, nowMs: () => nowMs });
  expect(checkpoints.length).toBe(250);
});

test('ends when it has not become better for long enough', async () => {
  const stuck = { ...trainee, validate: async () => ({ metric: 1, metrics: {} }) };
  const { watch, notes } = watcher();
  const long = { ...options, duration: { kind: 'epochs', epochs: 30 }, patience: 1 / 3 } as const;
  const trained = await train(stuck, long, runtime, watch);
  expect(trained.history.length).toBe(11);
  // Of equals the later one is kept.
  expect(trained.validated.epoch).toBe(11);
  expect(notes).toEqual(['Ended after epoch 11 of 30: nothing became better since epoch 1.']);
  const short = { ...options, patience: 0 };
  expect((await train(stuck, short, runtime, watcher().watch)).history.length).toBe(6);
});

test('is held and ended between steps', async () => {
  const { watch, progress } = watcher();
  let steps = 0;
  const between = async () => {
    if (++steps > 70) throw new Error('enough');
  };
  await expect(train(trainee, options, runtime, { ...watch, between })).rejects.toThrow('enough');
  expect(progress.length).toBe(70);
});

describe('a loss that is lost', () => {
  const losing = (from: number, until: number): Trainee => {
    let steps = 0;
    return {
      ...trainee,
      loss: ({ y }, graph) => {
        const target = graph.input('target', 'float32', [batchSize, 1]);
        return reduceMean(square(div(sub(y!, target), graph.input('one', 'float32', []))), [0, 1]);
      },
      async batch(...args) {
        const one = ++steps > from && steps <= until ? 0 : 1;
        return {
          ...(await trainee.batch(...args)),
          one: { type: 'float32', dims: [], data: Float32Array.of(one) },
        };
      },
    };
  };

  test('goes back an epoch and on with half the rate, and says so', async () => {
    const { watch, notes, checkpoints } = watcher();
    const trained = await train(losing(80, 81), options, runtime, watch);
    expect(trained.history.length).toBe(6);
    expect(notes).toEqual([
      'The loss was lost in epoch 2: back to the epoch before, at half the learning rate.',
    ]);
    expect(checkpoints.map(({ rateScale }) => rateScale)).toEqual([1, 0.5, 0.5, 0.5, 0.5, 0.5]);
    expect(trained.validated.metrics['error']).toBeLessThan(0.005);
  });

  test('again and again ends the training with a sentence', async () => {
    const failing = train(losing(10, Infinity), options, runtime, watcher().watch);
    await expect(failing).rejects.toMatchObject({ error: { code: 'training.diverged' } });
  });
});

test('the serving graph answers like the one that was trained', async () => {
  const trained = await train(
    trainee,
    { ...options, duration: { kind: 'epochs', epochs: 1 } },
    runtime,
    watcher().watch,
  );
  const parity = await checkParity(
    network,
    trained.layouts,
    trained.best,
    [inputs(samples(createRandom(5)).x)],
    runtime,
  );
  expect(parity.maxDifference).toBeLessThan(1e-5);
  expect(parity.samples).toBe(1);
});
