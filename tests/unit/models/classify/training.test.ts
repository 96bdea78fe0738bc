import { expect, test, vi } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import type { Dataset, DatasetItem } from '#shared/domain/dataset';
import type { PixelImage } from '#shared/domain/frame';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { classifyTrainer } from '#models/classify/training';
import type { TrainingRun } from '#models/train/task-trainer';
import { quiet } from '../../../training/quiet';

vi.setConfig({ testTimeout: 60_000 });

const sizePx = 48;

/** Stripes one way or the other, with noise. */
function stripes(index: number, across: boolean): PixelImage {
  const random = createRandom(11, index);
  const phase = random.uniform(0, 8);
  const data = new Uint8Array(sizePx * sizePx).map((_, i) => {
    const place = across ? Math.floor(i / sizePx) : i % sizePx;
    return Math.round(128 + 50 * Math.sin(((place + phase) * Math.PI) / 4) + random.normal(0, 10));
  });
  return { widthPx: sizePx, heightPx: sizePx, channels: 1, data };
}

function dataset(count: number, damaged: readonly number[] = []): Dataset {
  const items = Array.from({ length: count }, (_, i): DatasetItem => {
    const name = `${i}.png`;
    return { name, group: name, split: null, labels: [i % 2 === 0 ? 'level' : 'upright'], boxes: [] };
  });
  return {
    name: 'stripes',
    format: 'folders',
    sha256: '',
    labels: ['level', 'upright'],
    items,
    problems: [],
    load: async ({ name, labels }) => {
      const index = parseInt(name);
      if (damaged.includes(index)) throw new AppFailure('image.unreadable', `${name} is damaged.`);
      return { image: stripes(index, labels[0] === 'level'), golden: null, mask: null };
    },
  };
}

function runOf(data: Dataset, seed: number): TrainingRun & { problems: string[]; seen: string[] } {
  const problems: string[] = [];
  const seen: string[] = [];
  return {
    data: { dataset: data, train: data.items.slice(0, 40), validation: data.items.slice(40) },
    settings: { seed, duration: { kind: 'epochs', epochs: 3 }, quality: 'fast', sizePx: 32 },
    runtime: createOrtRuntime({ provider: 'cpu', threads: 1 }),
    resumed: null,
    problems,
    seen,
    onProblem: (sentence) => void problems.push(sentence),
    onSeen: (item, predictions) => void seen.push(`${item.name} ${predictions()[0]?.label}`),
    watch: quiet,
  };
}

test('tells stripes apart after a few seconds; the same seed gives the same model, another one another', async () => {
  const run = runOf(dataset(60), 1);
  const trained = await classifyTrainer.train(run);
  expect(trained.validated.metrics['accuracy']).toBe(1);
  expect(trained.parity.maxDifference).toBeLessThan(1e-4);
  expect(trained.manifest).toMatchObject({
    labels: ['level', 'upright'],
    input: { widthPx: 32, channels: 1 },
  });
  expect(run.seen.at(-1)).toBe('59.png upright');
  expect((await classifyTrainer.train(runOf(dataset(60), 1))).onnx).toEqual(trained.onnx);
  expect((await classifyTrainer.train(runOf(dataset(60), 2))).onnx).not.toEqual(trained.onnx);
});

test('damaged pictures are told and left out; where all are, there is nothing to learn from', async () => {
  const run = runOf(dataset(60, [3, 50]), 1);
  const trained = await classifyTrainer.train(run);
  expect(trained.validated.metrics['accuracy']).toBeGreaterThan(0.9);
  expect(run.problems.some((sentence) => sentence.startsWith('3.png is damaged.'))).toBe(true);
  expect(run.problems.some((sentence) => sentence.startsWith('50.png is damaged.'))).toBe(true);
  const all = dataset(
    60,
    Array.from({ length: 60 }, (_, i) => i),
  );
  await expect(classifyTrainer.train(runOf(all, 1))).rejects.toMatchObject({
    error: { code: 'dataset.malformed' },
  });
});

test('a class without a picture to learn from is refused', () => {
  const { data } = runOf(dataset(60), 1);
  const train = data.train.filter(({ labels }) => labels[0] === 'level');
  expect(() => classifyTrainer.check({ ...data, train })).toThrow('too few pictures of upright');
});
