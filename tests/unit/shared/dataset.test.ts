import { expect, test } from 'vitest';
import { countsOf, type DatasetItem } from '#shared/domain/dataset';

test('counts pictures and boxes a label, and the good ones', () => {
  const item = (labels: string[], boxes: string[]): DatasetItem => ({
    name: '',
    group: '',
    split: null,
    labels,
    boxes: boxes.map((label) => ({ label, box: [0, 0, 1, 1] })),
  });
  const items = [item(['a', 'b'], ['a', 'a', 'b']), item(['a'], ['a']), item([], [])];
  expect(countsOf(['a', 'b', 'c'], items)).toEqual({
    pictures: 3,
    good: 1,
    byLabel: new Map([
      ['a', { pictures: 2, boxes: 3 }],
      ['b', { pictures: 1, boxes: 1 }],
      ['c', { pictures: 0, boxes: 0 }],
    ]),
  });
});
