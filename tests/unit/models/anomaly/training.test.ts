import { expect, test } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import type { Dataset, DatasetItem } from '#shared/domain/dataset';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { anomaly } from '#models/anomaly/anomaly';
import { anomalyEvaluation } from '#models/anomaly/evaluation';
import { anomalyTrainer } from '#models/anomaly/training';
import { evaluate } from '#models/evaluation';
import { draftManifest } from '#models/train/validate';
import type { TrainingRun } from '#models/train/task-trainer';
import { quiet } from '../../../training/quiet';

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });
const side = 128;

/** Stripes somewhere, with noise; the defective ones have a dark spot. */
function pictureOf(index: number, defective: boolean) {
  const random = createRandom(77, index);
  const phase = random.uniform(0, 12);
  const [cx, cy, radius] = [random.uniform(20, 108), random.uniform(20, 108), random.uniform(3, 6)];
  const data = Uint8Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side)];
    const inside = defective && Math.hypot(x - cx, y - cy) < radius;
    const level = inside ? 50 : 140 + 40 * Math.sin((x + phase) / 2);
    return Math.max(0, Math.min(255, Math.round(level + random.normal(0, 5))));
  });
  return {
    image: { widthPx: side, heightPx: side, channels: 1, data } as const,
    golden: null,
    mask: {
      widthPx: side,
      heightPx: side,
      data: data.map((_, i) =>
        defective && Math.hypot((i % side) - cx, Math.floor(i / side) - cy) < radius ? 1 : 0,
      ),
    },
  };
}

function itemsOf(from: number, count: number, defective: boolean): DatasetItem[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `${from + i}.png`,
    group: `${from + i}`,
    split: null,
    labels: defective ? ['spot'] : [],
    boxes: [],
  }));
}

const good = itemsOf(0, 12, false);
const bad = itemsOf(100, 8, true);
const dataset: Dataset = {
  name: 'toy',
  format: 'folders',
  sha256: '0'.repeat(64),
  labels: ['spot'],
  items: [...good, ...bad],
  problems: [],
  load: async ({ name }) => pictureOf(parseInt(name, 10), parseInt(name, 10) >= 100),
};

function run(train: readonly DatasetItem[], changes: Partial<TrainingRun> = {}): TrainingRun {
  return {
    data: { dataset, train, validation: [...good.slice(9), ...bad.slice(0, 4)] },
    settings: { seed: 1, duration: { kind: 'epochs', epochs: 1 }, quality: 'fast', sizePx: null },
    runtime,
    resumed: null,
    onProblem: () => {},
    onSeen: () => {},
    watch: quiet,
    ...changes,
  };
}

const learnt = anomalyTrainer.train(run([...good.slice(0, 9), ...bad.slice(4)]));

test('learns from good pictures alone in seconds, and the package finds spots that it has never seen', async () => {
  const trained = await learnt;
  expect(trained.parity.maxDifference).toBeLessThan(1e-4);
  expect(trained.manifest).toMatchObject({
    labels: ['anomaly'],
    input: { widthPx: 192, heightPx: 192, channels: 1, fit: 'stretch' },
  });
  expect(trained.validated.metrics).toMatchObject({
    auroc: expect.any(Number),
    flawAuroc: expect.any(Number),
  });

  const manifest = draftManifest('anomaly', trained.manifest);
  const session = await runtime.load(trained.onnx);
  const unseen = [...itemsOf(50, 8, false), ...itemsOf(200, 8, true)];
  const evaluated = { task: anomaly, evaluation: anomalyEvaluation };
  const figures = await evaluate(evaluated, manifest, session, dataset, unseen);
  expect(figures['auroc']).toBeGreaterThan(0.95);
  expect(figures['pixelAuroc']).toBeGreaterThan(0.95);
  await session.release();
}, 120_000);

test('the same seed gives the same model, whatever else there is than good pictures', async () => {
  const again = await anomalyTrainer.train(run(good.slice(0, 9)));
  expect(Buffer.compare((await learnt).onnx, again.onnx)).toBe(0);
}, 120_000);

test('too few good pictures are refused with a sentence', () => {
  expect(() => anomalyTrainer.check(run([...good.slice(0, 2), ...bad]).data)).toThrow(
    'toy has 2 good pictures to learn from: add some without defects, ten or more.',
  );
});

test('damaged pictures are left out and told once; where all are damaged, that is said', async () => {
  const problems: string[] = [];
  const damaged = (names: readonly string[]): Dataset => ({
    ...dataset,
    async load(item) {
      if (names.includes(item.name)) throw new AppFailure('image.unreadable', `${item.name} is damaged.`);
      return dataset.load(item);
    },
  });
  const train = good.slice(0, 5);
  const data = { train, validation: good.slice(9) };
  await anomalyTrainer.train(
    run(train, {
      data: { ...data, dataset: damaged(['2.png']) },
      onProblem: (sentence) => void problems.push(sentence),
    }),
  );
  expect(problems).toEqual(['2.png is damaged. The training goes on without it.']);
  const all = damaged(dataset.items.map(({ name }) => name));
  await expect(anomalyTrainer.train(run(train, { data: { ...data, dataset: all } }))).rejects.toMatchObject({
    error: { code: 'dataset.malformed' },
  });
}, 120_000);
