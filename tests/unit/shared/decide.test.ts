import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '#shared/domain/decide';
import type { Prediction } from '#shared/domain/inspection';
import { recipe as recipeSchema, type Recipe } from '#shared/domain/recipe';

const base = {
  formatVersion: 1,
  id: 'r',
  name: 'R',
  source: { kind: 'files', paths: ['x'] },
  model: { name: 'm', version: '1.0.0' },
};

function recipe(change: object = {}): Recipe {
  return recipeSchema.parse({ ...base, labels: { '*': { reviewScore: 0.4, rejectScore: 0.7 } }, ...change });
}

function seen(score: number, change: Partial<Prediction> = {}): Prediction {
  return { label: 'pit', score, box: [10, 10, 10, 10], areaPx: 50, ...change };
}

describe('decide', () => {
  test.each([
    [0.39, 'pass'],
    [0.4, 'review'],
    [0.69, 'review'],
    [0.7, 'reject'],
    [1, 'reject'],
  ])('a score of %f gives %s: thresholds belong to the stricter side', (score, verdict) => {
    expect(decide([seen(score)], recipe()).verdict).toBe(verdict);
  });

  test('a rule for a label stands before the rule for every other', () => {
    const labels = {
      '*': { reviewScore: 0.4, rejectScore: 0.7 },
      stain: { reviewScore: 0.9, rejectScore: 0.95 },
    };
    expect(decide([seen(0.8, { label: 'stain' })], recipe({ labels })).verdict).toBe('pass');
    expect(decide([seen(0.8, { label: 'pit' })], recipe({ labels })).verdict).toBe('reject');
  });

  test('a label named like something every object has falls under the common rule', () => {
    expect(decide([seen(0.8, { label: 'constructor' })], recipe()).verdict).toBe('reject');
  });

  test('what is smaller than the minimum area does not count', () => {
    const labels = { '*': { reviewScore: 0.4, rejectScore: 0.7, minAreaPx: 51 } };
    expect(decide([seen(1)], recipe({ labels })).findings).toEqual([]);
  });

  test('as many as allowed are tolerated, one more rejects', () => {
    const labels = { '*': { reviewScore: 0.4, rejectScore: 0.7, allowedCount: 2 } };
    expect(decide([seen(1), seen(1)], recipe({ labels })).verdict).toBe('pass');
    expect(decide([seen(1), seen(1), seen(1)], recipe({ labels })).reasons).toEqual([
      { code: 'reject', label: 'pit', count: 3, allowedCount: 2 },
    ]);
  });

  test('more findings than the part may have reject it, also where each is only for review', () => {
    const decision = decide([seen(0.5), seen(0.5, { label: 'scratch' })], recipe({ maxFindings: 1 }));
    expect(decision.verdict).toBe('reject');
    expect(decision.reasons).toContainEqual({ code: 'too-many', count: 2, allowedCount: 1 });
  });

  test('a defect that touches the region counts, one wholly inside an excluded area does not', () => {
    const square = (from: number, to: number) => [
      [from, from],
      [to, from],
      [to, to],
      [from, to],
    ];
    const include = recipe({ roi: { include: [square(15, 100)], exclude: [] } });
    expect(decide([seen(1)], include).verdict).toBe('reject');
    expect(decide([seen(1, { box: [0, 0, 10, 10] })], include).verdict).toBe('pass');
    const exclude = recipe({ roi: { include: [], exclude: [square(5, 30)] } });
    expect(decide([seen(1)], exclude).verdict).toBe('pass');
    expect(decide([seen(1, { box: [25, 25, 10, 10] })], exclude).verdict).toBe('reject');
  });

  test.each([NaN, Infinity, -Infinity])('a result of %f makes the part not-inspected', (value) => {
    expect(decide([seen(value)], recipe()).verdict).toBe('not-inspected');
    expect(decide([seen(1, { areaPx: value })], recipe()).verdict).toBe('not-inspected');
    expect(decide([seen(1, { box: [value, 0, 1, 1] })], recipe()).verdict).toBe('not-inspected');
  });

  test('a prediction more never makes the verdict milder', () => {
    const rank = { pass: 0, review: 1, reject: 2, 'not-inspected': 3 };
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(score), score, (scores, more) => {
        const before = decide(
          scores.map((each) => seen(each)),
          recipe(),
        );
        const after = decide(
          [...scores, more].map((each) => seen(each)),
          recipe(),
        );
        expect(rank[after.verdict]).toBeGreaterThanOrEqual(rank[before.verdict]);
      }),
    );
  });
});
