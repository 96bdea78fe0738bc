import { describe, expect, test } from 'vitest';
import type { DatasetItem } from '#shared/domain/dataset';
import { createRandom } from '#shared/numeric/random';
import { epochOf, repeatsOf } from '#models/detect/order';
import { overlapFor } from '#models/detect/overlap';
import { planFor, scaleFor, viewSideFor } from '#models/detect/plan';
import type { Survey } from '#models/detect/survey';

function surveyWith(longestPx: number, boxes: readonly number[], more: Partial<Survey> = {}): Survey {
  return {
    channels: 1,
    golden: false,
    longestPx,
    shortestPx: longestPx,
    boxSizesPx: boxes,
    boxLengthsPx: boxes,
    ...more,
  };
}

const evenly = (from: number, to: number) =>
  Array.from({ length: 101 }, (_, i) => from + ((to - from) * i) / 100);

describe('the scale', () => {
  test.each<[string, Survey, number | null, number]>([
    ['small pictures are enlarged to 320 px', surveyWith(200, [100]), null, 1.6],
    ['… but not more than twice', surveyWith(64, [20]), null, 2],
    ['a size that is asked for is given to small ones, too', surveyWith(200, [100]), 200, 1],
    ['what is small enough stays, too', surveyWith(640, [32]), null, 1],
    ['large boxes in large pictures are shrunk to 32 px', surveyWith(2048, [128]), null, 0.25],
    ['… but no picture to less than 320 px', surveyWith(640, [400]), null, 0.5],
    [
      'large pictures with small boxes are shrunk as far as the boxes allow',
      surveyWith(4096, [16]),
      null,
      0.75,
    ],
    ['the size that is asked for counts', surveyWith(2000, [10]), 500, 0.25],
    ['also where it is larger', surveyWith(200, [10]), 500, 2.5],
    ['… within limits', surveyWith(200, [10]), 4000, 4],
    ['a golden needs 128 px', surveyWith(1000, [900], { golden: true, shortestPx: 256 }), 320, 0.5],
  ])('%s', (_name, survey, sizePx, scale) => {
    expect(scaleFor(survey, 'balanced', sizePx)).toBeCloseTo(scale, 10);
  });
});

describe('a view', () => {
  test.each([
    [640, 55, 16, 256],
    [200, 150, 32, 224],
    [300, 40, 32, 320],
    [1024, 240, 32, 480],
    [2000, 900, 32, 640],
  ])('of pictures of %i px with boxes of %i px, stride %i, has %i px', (longest, box, stride, side) => {
    expect(viewSideFor(longest, box, stride)).toBe(side);
  });
});

describe('a plan', () => {
  test('for boards with a golden: crops, two levels, no stage beyond them', () => {
    const plan = planFor(surveyWith(640, evenly(28, 56), { golden: true }), 'balanced', null, 6);
    expect(plan.scale).toBe(1);
    expect(plan.mosaic).toBe(false);
    expect(plan.viewsAPicture).toBe(3);
    expect(plan.shape.strides).toEqual([8, 16]);
    expect(plan.shape.backbone.channels).toHaveLength(4);
    expect(plan.shape.view).toEqual({ sidePx: 256, batch: 8 });
    expect(plan.shape.classes).toBe(6);
  });

  test('for whole pictures with boxes of all sizes: no mosaic', () => {
    const plan = planFor(surveyWith(200, evenly(20, 180)), 'balanced', null, 6);
    expect(plan.shape.strides).toEqual([8, 16, 32]);
    expect(plan.shape.backbone.channels).toHaveLength(5);
    expect([plan.mosaic, plan.viewsAPicture]).toEqual([false, 1]);
  });

  test('small boxes without a golden are put together', () => {
    expect(planFor(surveyWith(640, evenly(20, 40)), 'fast', null, 2).mosaic).toBe(true);
  });

  test('better is wider', () => {
    const width = (quality: 'fast' | 'balanced' | 'best') =>
      planFor(surveyWith(640, [40]), quality, null, 2).shape.width;
    expect(width('fast')).toBeLessThan(width('balanced'));
    expect(width('balanced')).toBeLessThan(width('best'));
  });
});

describe('the order of an epoch', () => {
  const itemsOf = (label: string | null, count: number): DatasetItem[] =>
    Array.from({ length: count }, (_, i) => ({
      name: `${label ?? 'good'} ${i}`,
      group: `${i}`,
      split: null,
      labels: label === null ? [] : [label],
      boxes: label === null ? [] : [{ label, box: [0, 0, 1, 1] }],
    }));
  const countOf = (shown: readonly DatasetItem[], start: string) =>
    shown.filter(({ name }) => name.startsWith(start)).length;

  test('shows each picture with a box once, and no more good ones than others', () => {
    const items = [...itemsOf('a', 10), ...itemsOf('b', 10), ...itemsOf(null, 100)];
    const shown = epochOf(items, createRandom(1));
    expect([countOf(shown, 'a'), countOf(shown, 'b'), countOf(shown, 'good')]).toEqual([10, 10, 20]);
    expect(new Set(shown.map(({ name }) => name)).size).toBe(40);
    expect(epochOf(items, createRandom(1))).toEqual(shown);
    expect(epochOf(items, createRandom(2))).not.toEqual(shown);
  });

  test('shows rare labels more often, by the root of how rare, three times at most', () => {
    const items = [...itemsOf('a', 190), ...itemsOf('b', 10)];
    const repeats = repeatsOf(items);
    expect(repeats.get(items[0]!)).toBe(1);
    expect(repeats.get(items[199]!)).toBe(3); // √(100 / 10) = 3.2
    const milder = repeatsOf([...itemsOf('a', 75), ...itemsOf('b', 25)]);
    expect([...milder.values()].at(-1)).toBeCloseTo(Math.sqrt(50 / 25), 10);
  });
});

describe('how much finds may overlap', () => {
  const itemOf = (...boxes: [label: string, x: number][]): DatasetItem => ({
    name: `${boxes.length}`,
    group: '',
    split: null,
    labels: [],
    boxes: boxes.map(([label, x]) => ({ label, box: [x, 0, 10, 10] })),
  });

  test.each<[string, DatasetItem, number]>([
    ['boxes that do not meet', itemOf(['a', 0], ['a', 30]), 0.3],
    ['boxes of different labels', itemOf(['a', 0], ['b', 2]), 0.3],
    ['boxes that share a third', itemOf(['a', 0], ['a', 5]), 1 / 3 + 0.1],
    ['boxes on each other', itemOf(['a', 0], ['a', 1]), 0.6],
  ])('%s', (_name, item, overlap) => {
    expect(overlapFor([item])).toBeCloseTo(overlap, 10);
  });
});
