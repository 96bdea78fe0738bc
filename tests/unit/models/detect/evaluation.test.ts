import { expect, test } from 'vitest';
import type { DatasetItem, LabelledBox, LoadedItem } from '#shared/domain/dataset';
import type { PixelImage } from '#shared/domain/frame';
import { bestThreshold, detectEvaluation } from '#models/detect/evaluation';
import type { Tensors } from '#models/runtime';
import { manifestFor } from './manifest-for';

const image: PixelImage = { widthPx: 100, heightPx: 100, channels: 1, data: new Uint8Array(10_000) };
const loaded: LoadedItem = { image, golden: null, mask: null };

const itemOf = (...boxes: LabelledBox[]): DatasetItem => ({
  name: 'x',
  group: 'x',
  split: null,
  labels: [],
  boxes,
});

/** A cell a find, far apart: label (a, b), score, left and top of a box of 20 px. */
function found(...finds: [label: 'a' | 'b', score: number, x: number, y: number][]): Tensors {
  const scores = ['a', 'b'].flatMap((label) => finds.map((find) => (find[0] === label ? find[1] : 0)));
  const boxes = [
    finds.map((find) => find[2]),
    finds.map((find) => find[3]),
    finds.map((find) => find[2] + 20),
    finds.map((find) => find[3] + 20),
  ].flat();
  return {
    scores: { type: 'float32', dims: [1, 2, finds.length], data: Float32Array.from(scores) },
    boxes: { type: 'float32', dims: [1, 4, finds.length], data: Float32Array.from(boxes) },
  };
}

function metricsOf(options: Record<string, number>) {
  const evaluation = detectEvaluation(manifestFor(['a', 'b'], options));
  const sample = { image, golden: null };
  // a: a hit with IoU 1 (0.9), a miss (0.8), a hit with IoU 15·20 / (800 − 300) = 0.6 (0.7); b: one of two found.
  const first = itemOf({ label: 'a', box: [0, 0, 20, 20] }, { label: 'b', box: [70, 70, 20, 20] });
  evaluation.add(found(['a', 0.9, 0, 0], ['a', 0.8, 40, 40], ['b', 0.6, 70, 70]), sample, first, loaded);
  const second = itemOf({ label: 'a', box: [0, 0, 20, 20] }, { label: 'b', box: [70, 70, 20, 20] });
  evaluation.add(found(['a', 0.7, 5, 0]), sample, second, loaded);
  return evaluation.metrics();
}

test('average precisions are those of the hand-made pictures', () => {
  const metrics = metricsOf({ threshold: 0.65 });
  // a: precision 1 to recall ½, then 2/3; b: 1 to recall ½.
  expect(metrics['AP a']).toBeCloseTo(0.5 + 0.5 * (2 / 3), 10);
  expect(metrics['AP b']).toBeCloseTo(0.5, 10);
  expect(metrics['mAP']).toBeCloseTo((0.5 + 1 / 3 + 0.5) / 2, 10);
  expect(metrics['mAP50']).toBe(metrics['mAP']);
  // Up to 0.55 as above (the third find overlaps by 0.6), from 0.6 on a has its first hit alone: ½.
  expect(metrics['mAP50-95']).toBeCloseTo((2 * (5 / 6 + 0.5) + 8 * (0.5 + 0.5)) / 20, 5);
  // At 0.65: 0.9 and 0.7 are right, 0.8 is wrong, two are missed.
  expect(metrics['precision']).toBeCloseTo(2 / 3, 10);
  expect(metrics['recall']).toBeCloseTo(2 / 4, 10);
  expect(metrics['f1']).toBeCloseTo(4 / 7, 10);
  expect(metrics['threshold']).toBe(0.65);
  expect(Object.keys(metrics)[0]).toBe('mAP');
});

test('without a threshold the one with the best F is taken', () => {
  // All four finds: 3 hits of 4 told and 4 wanted, F 3/4.
  const metrics = metricsOf({});
  expect(metrics['f1']).toBeCloseTo(0.75, 10);
  expect(metrics['threshold']).toBeLessThan(0.6);
});

test('a stricter overlap makes the loose hit a miss', () => {
  expect(metricsOf({ iou: 0.65 })['AP a']).toBeCloseTo(0.5, 10);
});

test('what there is nothing of has no figure, and nothing is no number', () => {
  const metrics = detectEvaluation(manifestFor(['a', 'b'])).metrics();
  expect(metrics).toEqual({ threshold: 0.5 });
});

test('the best threshold lies half-way to what is left out', () => {
  const matched = [
    { score: 0.2, hit: false },
    { score: 0.9, hit: true },
    { score: 0.6, hit: true },
  ];
  expect(bestThreshold(matched, 2)).toBeCloseTo(0.4, 10);
  // Finds of one score are told together or not at all.
  const equal = [
    { score: 0.6, hit: true },
    { score: 0.6, hit: false },
  ];
  expect(bestThreshold(equal, 1)).toBeCloseTo(0.3, 10);
  expect(bestThreshold([], 3)).toBe(0.5);
});
