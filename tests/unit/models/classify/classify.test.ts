import { describe, expect, test } from 'vitest';
import type { DatasetItem } from '#shared/domain/dataset';
import type { ModelManifest } from '#shared/domain/model';
import { classify } from '#models/classify/classify';
import { classifyEvaluation } from '#models/classify/evaluation';
import { classLabelsOf, truthOf } from '#models/classify/labels';
import { draftManifest } from '#models/train/validate';

const image = { widthPx: 40, heightPx: 20, channels: 1, data: new Uint8Array(800).fill(9) } as const;
const sample = { image, golden: null };

function manifest(labels: string[], options: Record<string, number>): ModelManifest {
  const input = {
    layout: 'nchw',
    type: 'uint8',
    channels: 1,
    widthPx: 32,
    heightPx: 32,
    fit: 'stretch',
    mean: [],
    std: [],
  } as const;
  return draftManifest('classify', {
    labels,
    input: { ...input, mean: [], std: [] },
    golden: false,
    options,
  });
}

const scores = (...data: number[]) =>
  ({ scores: { type: 'float32', dims: [1, data.length], data: Float32Array.from(data) } }) as const;
const item = (...labels: string[]): DatasetItem => ({
  name: 'a.png',
  group: 'a.png',
  split: null,
  labels,
  boxes: [],
});
const loaded = { image, golden: null, mask: null };

test('the picture comes to the size of the network', () => {
  const { image: fed } = classify.preprocess(sample, manifest(['good', 'pit'], { good: 0 }));
  expect(fed).toMatchObject({ type: 'uint8', dims: [1, 1, 32, 32] });
  expect(new Set(fed?.data as Uint8Array)).toEqual(new Set([9]));
});

test('every label but that of good pictures is a prediction of the whole picture, the surest first', () => {
  const three = manifest(['good', 'pit', 'stain'], { good: 0 });
  const predictions = classify.postprocess(scores(0.7, 0.1, 0.2), sample, three);
  expect(predictions.map(({ label }) => label)).toEqual(['stain', 'pit']);
  expect(predictions[0]).toMatchObject({ box: [0, 0, 40, 20], areaPx: 800 });
  expect(predictions[0]?.score).toBeCloseTo(0.2);
  expect(classify.postprocess(scores(1, 0, 0), sample, three)).toEqual([]);
  expect(
    classify.postprocess(scores(0.5, 0.3, 0.2), sample, manifest(['a', 'b', 'c'], { good: -1 })).length,
  ).toBe(3);
});

test('a model that gives something else is malformed', () => {
  const wrong = () => classify.postprocess(scores(1, 0), sample, manifest(['a', 'b', 'c'], {}));
  expect(wrong).toThrow('does not give a score for each of its labels');
});

describe('labels', () => {
  const dataset = (labels: string[], items: DatasetItem[]) => ({ name: 'set', labels, items }) as never;

  test('pictures without a label are a class of their own', () => {
    const items = [item(), item('pit'), item('stain')];
    expect(classLabelsOf(dataset(['pit', 'stain'], items), items)).toEqual({
      labels: ['good', 'pit', 'stain'],
      good: 0,
      several: false,
    });
    expect(truthOf(item(), ['good', 'pit'], 0)).toEqual([0]);
    expect(truthOf(item('pit'), ['good', 'pit'], 0)).toEqual([1]);
  });

  test('where pictures have several, each label is a question of its own', () => {
    const items = [item(), item('pit', 'stain'), item('pit')];
    expect(classLabelsOf(dataset(['pit', 'stain'], items), items)).toEqual({
      labels: ['pit', 'stain'],
      good: -1,
      several: true,
    });
    expect(truthOf(item(), ['pit', 'stain'], -1)).toEqual([]);
  });

  test('labels without a picture do not count; one class alone is nothing to tell apart', () => {
    const items = [item('a'), item('c')];
    expect(classLabelsOf(dataset(['a', 'b', 'c'], items), items).labels).toEqual(['a', 'c']);
    expect(() => classLabelsOf(dataset(['a'], [item('a')]), [item('a')])).toThrow(
      'pictures of the class a alone',
    );
    expect(() => classLabelsOf(dataset([], [item()]), [item()])).toThrow('pictures of the class good alone');
  });
});

describe('evaluation', () => {
  test('one label: accuracy, F1 and the figures of each, by hand', () => {
    const evaluation = classifyEvaluation(manifest(['good', 'pit'], { good: 0 }));
    evaluation.add(scores(0.9, 0.1), sample, item(), loaded);
    evaluation.add(scores(0.4, 0.6), sample, item(), loaded);
    evaluation.add(scores(0.2, 0.8), sample, item('pit'), loaded);
    const metrics = evaluation.metrics();
    expect(Object.keys(metrics)[0]).toBe('accuracy');
    expect(metrics['accuracy']).toBeCloseTo(2 / 3);
    expect(metrics['recall good']).toBe(0.5);
    expect(metrics['precision pit']).toBe(0.5);
    expect(metrics['f1']).toBeCloseTo(2 / 3);
  });

  test('several labels: the share of questions answered right', () => {
    const evaluation = classifyEvaluation(manifest(['pit', 'stain'], { good: -1, several: 1 }));
    evaluation.add(scores(0.9, 0.9), sample, item('pit', 'stain'), loaded);
    evaluation.add(scores(0.1, 0.7), sample, item(), loaded);
    const metrics = evaluation.metrics();
    expect(metrics['accuracy']).toBe(0.75);
    expect(metrics['precision stain']).toBe(0.5);
    expect(metrics['recall pit']).toBe(1);
  });
});
