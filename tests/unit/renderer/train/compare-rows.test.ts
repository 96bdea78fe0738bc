import { describe, expect, it } from 'vitest';
import { compareRows } from '../../../../renderer/train/compare-rows';
import { modelManifest } from '#shared/domain/model';
import { record, validated } from './runs';

const manifest = modelManifest.parse({
  formatVersion: 1,
  name: 'surface-classify',
  version: '1.0.0',
  task: 'classify',
  labels: ['good', 'pit'],
  input: { layout: 'nchw', type: 'uint8', channels: 1, widthPx: 64, heightPx: 64 },
  golden: false,
  metrics: [
    { name: 'accuracy', value: 0.8, split: 'test' },
    { name: 'accuracy', value: 0.85, split: 'validation' },
    { name: 'recall pit', value: 0.5, split: 'test' },
  ],
  licence: 'none',
  sha256: 'ab'.repeat(32),
  runtime: '1.0.0',
});
const done = record({ manifest, best: validated(3, { accuracy: 0.85, 'recall pit': 0.4 }, 0.3) });
const stopped = record({
  id: 'b',
  state: 'cancelled',
  best: validated(2, { accuracy: 0.9, 'recall pit': 0.7 }, 0.5),
  settings: { ...done.settings, seed: 2 },
});

describe('runs side by side', () => {
  const rows = compareRows([done, stopped]);
  const row = (name: string, split?: string) =>
    rows.find(({ subject }) => subject.name === name && (subject.kind === 'fact' || subject.split === split));

  it('have the figures of all labels together, with the best of each', () => {
    expect(row('accuracy', 'validation')).toMatchObject({ cells: [0.85, 0.9], differs: true, best: 0.9 });
    // The one that was stopped has no test: nothing to compare.
    expect(row('accuracy', 'test')).toMatchObject({ cells: [0.8, null], differs: false, best: null });
    expect(rows.some(({ subject }) => subject.name.includes('pit'))).toBe(false);
  });

  it('have their settings, and those that differ are marked', () => {
    expect(row('seed')).toMatchObject({ cells: [1, 2], differs: true, best: null });
    expect(row('quality')).toMatchObject({ cells: ['balanced', 'balanced'], differs: false });
    expect(row('bestEpoch')).toMatchObject({ cells: [3, 2], differs: true });
    expect(row('state')?.differs).toBe(true);
    // Neither has a size of its own.
    expect(row('size')).toBeUndefined();
  });

  it('tell a value from none', () => {
    const sized = record({ settings: { ...done.settings, sizePx: 64 } });
    const size = compareRows([done, sized]).find(({ subject }) => subject.name === 'size');
    expect(size).toMatchObject({ cells: [null, 64], differs: true });
  });
});
