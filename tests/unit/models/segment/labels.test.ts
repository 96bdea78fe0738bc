import { expect, test } from 'vitest';
import type { DatasetItem } from '#shared/domain/dataset';
import { fitted } from '#models/segment/fit';
import { classesFor, isUnmarked, segmentLabelsOf } from '#models/segment/labels';

const item = (...labels: string[]): DatasetItem => ({
  name: 'a',
  group: 'a',
  split: null,
  labels,
  boxes: [],
});
const maskOf = (...values: number[]) => ({
  widthPx: values.length,
  heightPx: 1,
  data: Uint8Array.from(values),
});

test('the labels are those that pictures show, in the order of the dataset', () => {
  const dataset = { name: 'tiles', labels: ['c', 'b', 'a'] };
  expect(segmentLabelsOf(dataset, [item('a'), item(), item('c', 'a')])).toEqual(['c', 'a']);
});

test('a dataset without defects, or with more labels than a byte holds, is refused with a sentence', () => {
  const refused = (labels: string[], items: DatasetItem[]) => {
    try {
      segmentLabelsOf({ name: 'tiles', labels }, items);
    } catch (thrown) {
      return (thrown as { error: unknown }).error;
    }
    return null;
  };
  expect(refused(['a'], [item()])).toMatchObject({
    code: 'dataset.malformed',
    message: 'tiles has no picture with a marked defect to learn from: mark some.',
  });
  const many = Array.from({ length: 255 }, (_, i) => `${i}`);
  expect(refused(many, [item(...many)])).toMatchObject({ code: 'dataset.malformed' });
  expect(refused(many.slice(1), [item(...many.slice(1))])).toBe(null);
});

test('numbers of a dataset become classes of a model by name', () => {
  const classes = classesFor(['pit', 'crack', 'new'], ['crack', 'pit']);
  expect(Array.from(classes.subarray(0, 5))).toEqual([0, 2, 1, 255, 255]);
  expect(classes.length).toBe(256);
});

test('a picture said to show something needs a mark', () => {
  expect(isUnmarked(item('a'), maskOf(0, 0))).toBe(true);
  expect(isUnmarked(item('a'), null)).toBe(true);
  expect(isUnmarked(item('a'), maskOf(0, 1))).toBe(false);
  expect(isUnmarked(item(), maskOf(0, 0))).toBe(false);
});

test('a picture and its mask are fitted together, each pixel with the class at its centre', () => {
  const image = { widthPx: 6, heightPx: 1, channels: 1, data: Uint8Array.of(0, 0, 30, 30, 90, 90) } as const;
  const fit = { scale: 0.5, channels: 1, classes: classesFor(['a', 'b'], ['b', 'a']) } as const;
  const seen = fitted({ image, golden: image, mask: maskOf(0, 0, 1, 1, 0, 2) }, fit);
  expect(seen.golden).toBe(null);
  expect(seen.image).toMatchObject({ widthPx: 3, heightPx: 1, channels: 1 });
  expect(seen.mask).toEqual({ widthPx: 3, heightPx: 1, data: Uint8Array.of(0, 2, 1) });
  expect(fitted({ image, golden: null, mask: null }, fit).mask).toBe(null);
});
