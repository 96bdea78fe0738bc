import { describe, expect, it } from 'vitest';
import { judgedBy, parseFigure, resultsOf, weakestOf } from '../../../../renderer/train/figures';

const metrics = [
  { name: 'accuracy', value: 0.9, split: 'test' },
  { name: 'recall scratch', value: 0.8, split: 'test' },
  { name: 'recall deep pit', value: 0.5, split: 'test' },
  { name: 'precision deep pit', value: 1, split: 'test' },
  { name: 'accuracy', value: 0.95, split: 'validation' },
  { name: 'recall scratch', value: 0.2, split: 'validation' },
];

describe('figures', () => {
  it('belong to a label where they are measured for labels', () => {
    expect(parseFigure('recall deep pit')).toEqual({ name: 'recall', label: 'deep pit' });
    expect(parseFigure('recall')).toEqual({ name: 'recall', label: null });
    expect(parseFigure('mAP50-95')).toEqual({ name: 'mAP50-95', label: null });
    expect(parseFigure('good parts passed')).toEqual({ name: 'good parts passed', label: null });
  });

  it('begin with the one that the task is judged by', () => {
    expect(judgedBy({ metrics: { mAP: 0.5, precision: 0.7 } })).toBe('mAP');
    expect(judgedBy({ metrics: {} })).toBe('');
  });

  it('are told by split, and by label', () => {
    const { overall, labels } = resultsOf(metrics);
    expect([...overall]).toEqual([['accuracy', { test: 0.9, validation: 0.95 }]]);
    expect([...labels.keys()]).toEqual(['scratch', 'deep pit']);
    expect(labels.get('scratch')?.get('recall')).toEqual({ test: 0.8, validation: 0.2 });
    expect(labels.get('deep pit')?.get('precision')).toEqual({ test: 1 });
  });

  it('name the weakest label of a split', () => {
    const results = resultsOf(metrics);
    expect(weakestOf(results, 'test')).toEqual({ label: 'deep pit', name: 'recall', value: 0.5 });
    // One label alone is not the weakest of several.
    expect(weakestOf(results, 'validation')).toBeNull();
    const boxes = resultsOf([
      { name: 'AP a', value: 0.7, split: 'test' },
      { name: 'AP b', value: 0.6, split: 'test' },
    ]);
    expect(weakestOf(boxes, 'test')).toEqual({ label: 'b', name: 'AP', value: 0.6 });
  });
});
