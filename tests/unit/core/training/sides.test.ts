import { expect, test } from 'vitest';
import type { DatasetItem } from '#shared/domain/dataset';
import { shownOf } from '#electron/core/training/shown';
import { sidesOf } from '#electron/core/training/sides';

const item = (name: string, labels: string[] = []): DatasetItem => ({
  name,
  group: name,
  split: null,
  labels,
  boxes: [],
});
const many = (count: number, label: string) =>
  Array.from({ length: count }, (_, i) => item(`${label}-${i}`, [label]));

test('a single picture, or one group, is too few to train with', () => {
  expect(() => sidesOf({ name: 'parts', items: [item('a.png', ['pit'])] }, 1)).toThrow(
    'parts has too few pictures to train with (1)',
  );
  const group = many(9, 'pit').map((one) => ({ ...one, group: 'same' }));
  expect(() => sidesOf({ name: 'parts', items: group }, 1)).toThrow(/too few pictures/);
  const { train, validation, test: kept } = sidesOf({ name: 'parts', items: many(100, 'pit') }, 1);
  expect([train.length, validation.length, kept.length]).toEqual([70, 15, 15]);
});

test('of each label as many pictures are shown as there is room for', () => {
  const shown = [...shownOf([...many(50, 'pit'), ...many(2, 'scratch'), ...many(50, 'stain')])];
  const count = (label: string) => shown.filter(({ labels }) => labels.includes(label)).length;
  expect([count('pit'), count('scratch'), count('stain')]).toEqual([5, 2, 5]);
  expect(shownOf(many(3, 'pit')).size).toBe(3);
  expect(shownOf([]).size).toBe(0);
});
