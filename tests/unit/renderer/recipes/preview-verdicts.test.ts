import { describe, expect, test } from 'vitest';
import type { Prediction } from '#shared/domain/inspection';
import type { Recipe } from '#shared/domain/recipe';
import { emptyRecipe } from '../../../../renderer/recipes/new-recipe';
import { decideAll, levelsOf, scoresByRule, tallyOf } from '../../../../renderer/recipes/preview-verdicts';

const spur = (score: number, x = 0): Prediction => ({
  label: 'spur',
  score,
  box: [x, 0, 10, 10],
  areaPx: 100,
});
const frames = [
  { predictions: [] },
  { predictions: [spur(0.4)] },
  { predictions: [spur(0.4), spur(0.8, 50)] },
];
const draft = (reviewScore: number, rejectScore: number): Recipe => ({
  ...emptyRecipe('board', 'Board', undefined),
  labels: { '*': { reviewScore, rejectScore, minAreaPx: 0, allowedCount: 0 } },
});

describe('verdicts of the preview', () => {
  // By hand: scores 0.4 and 0.8 against each pair of limits.
  test.each([
    [0.3, 0.5, { pass: 1, review: 1, reject: 1, 'not-inspected': 0 }],
    [0.5, 0.9, { pass: 2, review: 1, reject: 0, 'not-inspected': 0 }],
    [0.1, 0.2, { pass: 1, review: 0, reject: 2, 'not-inspected': 0 }],
    [0.9, 0.95, { pass: 3, review: 0, reject: 0, 'not-inspected': 0 }],
  ])('follow the limits %d and %d', (reviewScore, rejectScore, expected) => {
    expect(tallyOf(decideAll(frames, draft(reviewScore, rejectScore)))).toEqual(expected);
  });

  test('a score that is no number is never counted as a pass', () => {
    const [decision] = decideAll([{ predictions: [spur(Number.NaN)] }], draft(0.3, 0.5));
    expect(decision?.verdict).toBe('not-inspected');
  });
});

test('shows every prediction, those that do not count as ignored', () => {
  const predictions = [spur(0.2), spur(0.4, 20), spur(0.8, 40), spur(0.9, 400)];
  const inside: Recipe = {
    ...draft(0.3, 0.5),
    roi: {
      include: [
        [
          [0, 0],
          [100, 0],
          [100, 100],
          [0, 100],
        ],
      ],
      exclude: [],
    },
  };
  const [decision] = decideAll([{ predictions }], inside);
  if (!decision) throw new Error('no decision');
  expect(levelsOf(predictions, decision).map(({ level }) => level)).toEqual([
    'ignored',
    'review',
    'reject',
    'ignored',
  ]);
});

test('two predictions that are alike both count', () => {
  const predictions = [spur(0.8), spur(0.8)];
  const [decision] = decideAll([{ predictions }], draft(0.3, 0.5));
  if (!decision) throw new Error('no decision');
  expect(levelsOf(predictions, decision).map(({ level }) => level)).toEqual(['reject', 'reject']);
});

test('scores fall under the rule of their label, otherwise under *', () => {
  const open: Prediction = { ...spur(0.6), label: 'open' };
  const scores = scoresByRule([{ predictions: [spur(0.4), open] }, { predictions: [spur(0.7)] }], {
    '*': { reviewScore: 0, rejectScore: 1, minAreaPx: 0, allowedCount: 0 },
    open: { reviewScore: 0, rejectScore: 1, minAreaPx: 0, allowedCount: 0 },
  });
  expect(scores).toEqual(
    new Map([
      ['*', [0.4, 0.7]],
      ['open', [0.6]],
    ]),
  );
});
