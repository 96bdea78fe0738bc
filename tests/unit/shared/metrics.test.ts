import { describe, expect, test } from 'vitest';
import { auroc, averagePrecision, Confusion, matchBoxes } from '#shared/numeric/metrics';

describe('confusion', () => {
  // By hand: truth a: 3 right, 1 taken for b; truth b: 2 right, 2 taken for a; c never occurs and is never said.
  const confusion = new Confusion(3);
  confusion.add(0, 0, 3);
  confusion.add(0, 1);
  confusion.add(1, 1, 2);
  confusion.add(1, 0, 2);

  test('figures of a class and of all', () => {
    expect(confusion.accuracy).toBe(5 / 8);
    expect(confusion.of(0)).toEqual({ precision: 3 / 5, recall: 3 / 4, f1: 6 / 9, iou: 3 / 6 });
    expect(confusion.of(1)).toEqual({ precision: 2 / 3, recall: 2 / 4, f1: 4 / 7, iou: 2 / 5 });
    expect(confusion.mean('recall')).toBe((3 / 4 + 2 / 4) / 2);
  });

  test('nothing counted is no figure; a class never said has precision 0', () => {
    expect(new Confusion(2).accuracy).toBeNaN();
    const silent = new Confusion(2);
    silent.add(0, 0);
    silent.add(1, 0);
    expect(silent.mean('precision')).toBe(0.25);
  });
});

test('area under the ROC curve: the share of pairs in order, ties half', () => {
  expect(auroc([3, 4], [1, 2])).toBe(1);
  expect(auroc([1, 2], [3, 4])).toBe(0);
  // Pairs (0.8,0.7) (0.8,0.3) (0.4,0.3) in order, (0.4,0.7) not.
  expect(auroc([0.8, 0.4], [0.7, 0.3])).toBe(0.75);
  expect(auroc([1, 1], [1, 0])).toBe(0.75);
  expect(auroc([], [1])).toBeNaN();
});

test('each truth is found once, by the surest prediction that overlaps it enough', () => {
  const truths = [
    { image: 0, box: [0, 0, 10, 10] },
    { image: 1, box: [0, 0, 10, 10] },
  ] as const;
  const predictions = [
    { image: 0, score: 0.5, box: [0, 0, 10, 10] },
    { image: 0, score: 0.9, box: [0, 0, 10, 8] },
    { image: 1, score: 0.7, box: [6, 0, 10, 10] },
  ] as const;
  const matched = matchBoxes(predictions, truths, 0.5);
  expect(matched).toEqual([
    { score: 0.9, hit: true },
    { score: 0.7, hit: false },
    { score: 0.5, hit: false },
  ]);
});

test('average precision is the area under the raised curve', () => {
  const matched = [true, false, true, false].map((hit) => ({ hit }));
  // Recall 1/3 at precision 1, recall 2/3 at precision 2/3, the third truth never.
  expect(averagePrecision(matched, 3)).toBeCloseTo(1 / 3 + 2 / 9, 12);
  // A low precision is raised to a later, higher one: hits at ranks 2, 3, 4.
  expect(
    averagePrecision(
      [false, true, true, true].map((hit) => ({ hit })),
      3,
    ),
  ).toBeCloseTo(0.75, 12);
  expect(averagePrecision([], 2)).toBe(0);
  expect(averagePrecision([], 0)).toBeNaN();
});
