import { expect, test } from 'vitest';
import type { FoundItem } from '#electron/core/datasets/format';
import { withNameLabels } from '#electron/core/datasets/name-labels';
import { readOptions } from '#electron/core/datasets/options';

const found = (image: string): FoundItem => ({
  image,
  golden: null,
  mask: null,
  alias: '',
  group: null,
  split: null,
  labels: ['folder'],
  boxes: [],
});
const labelsBy = (names: string, ...images: string[]) => {
  const problems: string[] = [];
  const items = withNameLabels(images.map(found), readOptions({ names }), problems);
  return { labels: items.map(({ labels }) => labels), problems };
};

test('the name of a picture tells its class', () => {
  const images = ['images/rolled-in_scale_7.jpg', 'scratches_12.png', 'good_1.png'];
  expect(labelsBy('{label}_*', ...images).labels).toEqual([['rolled-in_scale'], ['scratches'], []]);
  expect(labelsBy('*_{label}', 'a/7_pit.v2.png').labels).toEqual([['pit.v2']]);
});

test('another name is told, and the picture keeps what is known of it', () => {
  expect(labelsBy('{label}_*', 'x/plain.png')).toEqual({
    labels: [['folder']],
    problems: ['x/plain.png is not called as {label}_* says. Rename it, or correct the pattern.'],
  });
});

test('a pattern without the label is refused', () => {
  expect(() => labelsBy('*_*', 'a.png')).toThrow('must hold {label} once');
});
