import { expect, test } from 'vitest';
import type { DatasetItem, LabelMask } from '#shared/domain/dataset';
import { anomaly } from '#models/anomaly/anomaly';
import { anomalyEvaluation } from '#models/anomaly/evaluation';
import { createPixelScores } from '#models/anomaly/pixel-scores';
import { draftManifest } from '#models/train/validate';
import type { Tensors } from '#models/runtime';

const manifest = draftManifest('anomaly', {
  labels: ['anomaly'],
  input: {
    layout: 'nchw',
    type: 'uint8',
    channels: 1,
    widthPx: 4,
    heightPx: 2,
    fit: 'stretch',
    mean: [],
    std: [],
  },
  golden: false,
  options: {},
});
const mapOf = (widthPx: number, heightPx: number, data: readonly number[]): Tensors => ({
  map: { type: 'uint8', dims: [1, 1, heightPx, widthPx], data: Uint8Array.from(data) },
});
const picture = (widthPx: number, heightPx: number) =>
  ({ widthPx, heightPx, channels: 1, data: new Uint8Array(widthPx * heightPx) }) as const;
const maskOf = (widthPx: number, heightPx: number, data: readonly number[]): LabelMask => ({
  widthPx,
  heightPx,
  data: Uint8Array.from(data),
});

test('regions from half on are told, in pixels of the picture, the worst first', () => {
  const sample = { image: picture(8, 8), golden: null };
  const outputs = mapOf(4, 2, [128, 127, 0, 204, 0, 0, 0, 153]);
  expect(anomaly.postprocess(outputs, sample, manifest)).toEqual([
    { label: 'anomaly', score: 0.8, box: [6, 0, 2, 8], areaPx: 16 },
    { label: 'anomaly', score: 128 / 255, box: [0, 0, 2, 4], areaPx: 8 },
  ]);
  const strict = { ...manifest, options: { minScore: 0.75, minAreaPx: 8 } };
  expect(anomaly.postprocess(outputs, sample, strict)).toEqual([
    { label: 'anomaly', score: 0.8, box: [6, 0, 2, 4], areaPx: 8 },
  ]);
  expect(
    anomaly.explain(manifest)?.picture(outputs, { image: picture(4, 2), golden: null }, manifest).data,
  ).toEqual(Uint8Array.of(128, 127, 0, 204, 0, 0, 0, 153));
});

test('an option out of its range, or a model without a map, is refused with a sentence', () => {
  const sample = { image: picture(8, 8), golden: null };
  const wrong = { ...manifest, options: { minScore: 2 } };
  expect(() => anomaly.postprocess(mapOf(1, 1, [0]), sample, wrong)).toThrow(/minScore/);
  expect(() => anomaly.postprocess({}, sample, manifest)).toThrow('The model gives no picture called map.');
});

test('pixels: AUROC over all, PRO over regions', () => {
  const scores = createPixelScores();
  // Two regions: one wholly found at level 9, one half at 9 and half at 1; of 8 good pixels one has 9, one 1.
  scores.add(
    { widthPx: 4, heightPx: 3, data: Uint8Array.of(9, 0, 9, 1, 9, 0, 0, 0, 9, 1, 0, 0) },
    maskOf(4, 3, [1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]),
  );
  const { pixelAuroc, pro } = scores.metrics();
  // Pairs of 4 marked and 8 others, by hand: each 9 beats 6 zeros and the 1, and ties with the 9; the 1 beats 6, ties, loses.
  expect(pixelAuroc).toBeCloseTo((3 * 7.5 + 6.5) / 32, 6);
  // Overlap 0 → 0.75 up to 1/8 false, → 1 up to 2/8, then 1 up to 0.3.
  const area = 0.125 * 0.375 + 0.125 * 0.875 + 0.05 * 1;
  expect(pro).toBeCloseTo(area / 0.3, 6);
});

test('the scores of a pixel of a larger mask are those at its centre', () => {
  const scores = createPixelScores();
  scores.add({ widthPx: 2, heightPx: 1, data: Uint8Array.of(7, 3) }, maskOf(4, 2, [1, 1, 0, 0, 1, 1, 0, 0]));
  expect(scores.metrics()).toEqual({ pixelAuroc: 1, pro: 1 });
});

test('pictures count as defective by label, box or mask; figures that cannot be told are left out', () => {
  const item = (labels: readonly string[]): DatasetItem => ({
    name: 'p',
    group: 'p',
    split: null,
    labels,
    boxes: [],
  });
  const evaluation = anomalyEvaluation(manifest);
  const sample = { image: picture(1, 1), golden: null };
  const truth = (mask: LabelMask | null) => ({ ...sample, mask });
  evaluation.add(mapOf(1, 1, [100]), sample, item([]), truth(null));
  expect(evaluation.metrics()).toEqual({ passed: 1 });
  evaluation.add(mapOf(1, 1, [130]), sample, item([]), truth(null));
  evaluation.add(mapOf(1, 1, [200]), sample, item(['scratch']), truth(null));
  evaluation.add(mapOf(1, 1, [120]), sample, item([]), truth(maskOf(1, 1, [1])));
  expect(evaluation.metrics()).toEqual({ auroc: 0.75, passed: 0.5, precision: 0.5, recall: 0.5 });
});
