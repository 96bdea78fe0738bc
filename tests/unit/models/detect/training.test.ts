import { describe, expect, test, vi } from 'vitest';
import type { Dataset } from '#shared/domain/dataset';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { detect } from '#models/detect/detect';
import { detectEvaluation } from '#models/detect/evaluation';
import { detectTrainer } from '#models/detect/training';
import { evaluate } from '#models/evaluation';
import type { TrainingRun } from '#models/train/task-trainer';
import type { Progress } from '#models/train/trainer';
import { manifestFor } from './manifest-for';
import { shapesDataset } from './shapes';
import { quiet } from '../../../training/quiet';

vi.setConfig({ testTimeout: 240_000 }); // a shared machine may be busy

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });

function runOn(dataset: Dataset, epochs: number) {
  const problems: string[] = [];
  const progress: Progress[] = [];
  const seen: string[] = [];
  const held = Math.floor(dataset.items.length * 0.75);
  const run: TrainingRun = {
    data: { dataset, train: dataset.items.slice(0, held), validation: dataset.items.slice(held) },
    settings: { seed: 5, duration: { kind: 'epochs', epochs }, quality: 'fast', sizePx: null },
    runtime,
    resumed: null,
    onProblem: (sentence) => void problems.push(sentence),
    onSeen: ({ name }) => void seen.push(name),
    watch: {
      ...quiet,
      onProgress: (one) => void progress.push(one),
    },
  };
  return { run, problems, progress, seen };
}

describe('a detector', () => {
  test('learns squares and discs, and its package finds them', async () => {
    const dataset = shapesDataset({ count: 48, sidePx: 96 });
    const { run, seen, problems } = runOn(dataset, 2);
    const { onnx, manifest, validated, history, parity } = await detectTrainer.train(run);
    expect(problems).toEqual([]);
    expect(manifest.labels).toEqual(['disc', 'square']);
    expect(history).toHaveLength(2);
    expect(validated.metrics['mAP50']).toBeGreaterThan(0.9);
    expect(manifest.options['threshold']).toBe(validated.metrics['threshold']);
    expect(parity.maxDifference).toBeLessThan(1e-4);
    expect(new Set(seen).size).toBe(12);

    const session = await runtime.load(onnx);
    const whole = { ...manifestFor([]), ...manifest };
    const evaluated = { task: detect, evaluation: detectEvaluation };
    const metrics = await evaluate(evaluated, whole, session, dataset, run.data.validation);
    await session.release();
    expect(metrics).toEqual(validated.metrics);
  });

  test('with goldens learns what does not belong to the board; damaged pictures are told once and left out', async () => {
    const dataset = shapesDataset({ count: 32, sidePx: 128, golden: true, damagedEvery: 13 });
    const { run, problems } = runOn(dataset, 2);
    const { manifest, validated } = await detectTrainer.train(run);
    expect(manifest.golden).toBe(true);
    expect(validated.metrics['mAP50']).toBeGreaterThan(0.8);
    const damaged = ['shapes-12', 'shapes-25'];
    expect(
      damaged.every((name) => problems.some((problem) => problem.startsWith(`${name} is damaged.`))),
    ).toBe(true);
    expect(problems.every((problem) => damaged.some((name) => problem.startsWith(name)))).toBe(true);
  });

  test('is the same for the same seed', async () => {
    const dataset = shapesDataset({ count: 16, sidePx: 64 });
    const first = await detectTrainer.train(runOn(dataset, 1).run);
    const second = await detectTrainer.train(runOn(dataset, 1).run);
    expect(second.onnx).toEqual(first.onnx);
    expect(second.validated).toEqual(first.validated);
    const other = runOn(dataset, 1).run;
    const third = await detectTrainer.train({ ...other, settings: { ...other.settings, seed: 6 } });
    expect(third.onnx).not.toEqual(first.onnx);
  });
});

describe('what cannot be learnt from', () => {
  const dataset = shapesDataset({ count: 8, sidePx: 64 });
  const [some, rest] = [dataset.items.slice(0, 4), dataset.items.slice(4)];
  const bare = (items: typeof rest) => items.map((item) => ({ ...item, boxes: [] }));

  test.each([
    [
      'no box to learn from',
      bare(some),
      rest,
      'shapes has no picture with a box to learn from: draw boxes around defects.',
    ],
    [
      'no box to check with',
      some,
      bare(rest),
      'shapes has no picture with a box to check with: draw boxes on more pictures.',
    ],
  ])('%s is told in one sentence', (_name, train, validation, message) => {
    expect(() => detectTrainer.check({ dataset, train, validation })).toThrow(message);
  });

  test('pictures that are all damaged end the training with a sentence', async () => {
    const broken = shapesDataset({ count: 8, sidePx: 64, damagedEvery: 1 });
    await expect(detectTrainer.train(runOn(broken, 1).run)).rejects.toMatchObject({
      error: { code: 'dataset.malformed' },
    });
  });
});
