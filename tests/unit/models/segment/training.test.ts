import { expect, test } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import type { Dataset } from '#shared/domain/dataset';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { segment } from '#models/segment/segment';
import { segmentTrainer } from '#models/segment/training';
import { draftManifest } from '#models/train/validate';
import { toyRun, toySet } from './toy';

test('learns bars and spots in seconds, and the package finds them', async () => {
  const dataset = toySet(36);
  const trained = await segmentTrainer.train(toyRun(dataset, 4));
  expect(trained.validated.metrics['defectIoU']).toBeGreaterThan(0.6);
  expect(trained.parity.maxDifference).toBeLessThan(1e-4);
  expect(trained.manifest).toMatchObject({ labels: ['bar', 'spot'], options: { scale: 0.5 }, golden: false });

  const manifest = draftManifest('segment', trained.manifest);
  const session = await createOrtRuntime({ provider: 'cpu', threads: 1 }).load(trained.onnx);
  for (const name of ['33.png', '34.png', '35.png']) {
    const sample = { image: dataset.loaded.get(name)!.image, golden: null };
    const outputs = await session.run(segment.preprocess(sample, manifest), segment.outputs);
    const [best] = segment.postprocess(outputs, sample, manifest);
    const wanted = dataset.items.find((item) => item.name === name)!.labels[0];
    expect([name, best?.label]).toEqual([name, wanted]);
  }
  await session.release();
});

test('the same seed gives the same model', async () => {
  const first = await segmentTrainer.train(toyRun(toySet(9), 1));
  const second = await segmentTrainer.train(toyRun(toySet(9), 1));
  expect(Buffer.compare(first.onnx, second.onnx)).toBe(0);
  expect(first.history).toEqual(second.history);
});

test('damaged and unmarked pictures are left out and told, and the training goes on', async () => {
  const dataset = toySet(12);
  const unmarked = dataset.loaded.get('4.png')!;
  const empty = { ...unmarked.mask!, data: new Uint8Array(unmarked.mask!.data.length) };
  const damaged: Dataset = {
    ...dataset,
    async load(item) {
      if (item.name === '1.png' || item.name === '8.png')
        throw new AppFailure('image.unreadable', `${item.name} is damaged: take it again.`);
      return item.name === '4.png' ? { ...unmarked, mask: empty } : dataset.load(item);
    },
  };
  const problems: string[] = [];
  const trained = await segmentTrainer.train(toyRun(damaged, 1, problems));
  expect(trained.history.length).toBe(1);
  expect([...new Set(problems)].toSorted()).toEqual([
    '1.png is damaged: take it again. The training goes on without it.',
    '4.png was left out: it is said to show bar, but no pixel is marked.',
    '8.png is damaged: take it again. It was left out.',
  ]);
});

test('masks that mark nothing, and no masks, are refused with a sentence', async () => {
  const dataset = toySet(9);
  for (const mask of [null, { widthPx: 64, heightPx: 64, data: new Uint8Array(64 * 64) }]) {
    const load: Dataset['load'] = async (item) => ({ ...(await dataset.load(item)), mask });
    await expect(segmentTrainer.train(toyRun({ ...dataset, load }, 1))).rejects.toMatchObject({
      error: {
        code: 'dataset.malformed',
        message: 'The masks of toy mark nothing: draw where the defects are, pixel by pixel.',
      },
    });
  }
});

test('good pictures alone are refused before anything is read', () => {
  const dataset = toySet(9);
  const good = dataset.items.filter(({ labels }) => labels.length === 0);
  expect(() => segmentTrainer.check({ dataset, train: good, validation: [] })).toThrow(
    'toy has no picture with a marked defect',
  );
});
