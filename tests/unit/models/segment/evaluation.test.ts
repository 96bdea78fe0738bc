import { expect, test } from 'vitest';
import type { DatasetItem, LabelMask } from '#shared/domain/dataset';
import type { Tensors } from '#models/runtime';
import { segmentEvaluation } from '#models/segment/evaluation';
import { manifestFor } from './manifest-for';

const item = (...labels: string[]): DatasetItem => ({
  name: 'a',
  group: 'a',
  split: null,
  labels,
  boxes: [],
});
const maskOf = (...rows: number[][]): LabelMask => ({
  widthPx: rows[0]!.length,
  heightPx: rows.length,
  data: Uint8Array.from(rows.flat()),
});
const imageOf = ({ widthPx, heightPx }: LabelMask) => ({
  widthPx,
  heightPx,
  channels: 1 as const,
  data: new Uint8Array(widthPx * heightPx),
});

function outputsOf(...rows: number[][]): Tensors {
  const data = new Uint8Array(32 * 32);
  rows.forEach((row, y) => data.set(row, y * 32));
  return { classes: { type: 'uint8', dims: [1, 1, 32, 32], data } };
}

function measured(
  labels: string[],
  datasetLabels: string[],
  pictures: readonly (readonly [Tensors, LabelMask, DatasetItem])[],
  options = {},
) {
  const evaluation = segmentEvaluation(manifestFor(labels, options), datasetLabels);
  for (const [outputs, mask, one] of pictures) {
    const image = imageOf(mask);
    evaluation.add(outputs, { image, golden: null }, one, { image, golden: null, mask });
  }
  return evaluation.metrics();
}

test('intersections over unions are over the pixels of all pictures', () => {
  const metrics = measured(
    ['pit', 'crack', 'never'],
    ['pit', 'crack', 'never'],
    [
      [outputsOf([0, 1, 1, 0]), maskOf([0, 1, 0, 0]), item('pit')],
      [outputsOf([2, 2, 0, 1]), maskOf([2, 2, 2, 0]), item('crack')],
    ],
  );
  // Background: 2 right, truth 4, predicted 3: 2 / 5. Pit: 1 right, truth 1, predicted 3: 1 / 3. Crack: 2 of 3.
  expect(metrics).toEqual({
    mIoU: expect.closeTo((2 / 5 + 1 / 3 + 2 / 3) / 3, 12),
    defectIoU: expect.closeTo((1 / 3 + 2 / 3) / 2, 12),
    // All defects as one: 3 right, 1 missed, 2 too many.
    binaryMIoU: expect.closeTo((2 / 5 + 3 / 6) / 2, 12),
    f1: expect.closeTo(6 / 9, 12),
    precision: 3 / 5,
    recall: 3 / 4,
    'IoU pit': expect.closeTo(1 / 3, 12),
    'IoU crack': expect.closeTo(2 / 3, 12),
  });
  expect(Object.keys(metrics)[0]).toBe('mIoU');
});

test('labels go by their names; one that the model does not know is left out', () => {
  const metrics = measured(
    ['crack', 'pit'],
    ['pit', 'scratch', 'crack'],
    [[outputsOf([2, 1, 1, 0]), maskOf([1, 3, 2, 0]), item('pit', 'scratch', 'crack')]],
  );
  expect(metrics).toMatchObject({ mIoU: 1, 'IoU pit': 1, 'IoU crack': 1, f1: 1 });
});

test('good pictures count as background, unmarked defects not at all', () => {
  const good = maskOf([0, 0, 0, 0]);
  expect(measured(['pit'], ['pit'], [[outputsOf([0, 0, 1, 0]), good, item()]])).toEqual({
    mIoU: 0.75,
    binaryMIoU: 0.75,
    precision: 0,
    f1: 0,
  });
  expect(measured(['pit'], ['pit'], [[outputsOf([1, 1, 1, 1]), good, item('pit')]])).toEqual({ mIoU: 0 });
});

test('what is seen smaller is held against the mask at its full size', () => {
  const mask = maskOf([1, 1, 0, 0], [1, 0, 0, 0]);
  const metrics = measured(['pit'], ['pit'], [[outputsOf([1, 0]), mask, item('pit')]], { scale: 0.5 });
  expect(metrics['IoU pit']).toBe(3 / 4);
});
