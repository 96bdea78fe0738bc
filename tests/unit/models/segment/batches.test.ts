import { describe, expect, test } from 'vitest';
import type { DatasetItem, LoadedItem } from '#shared/domain/dataset';
import { createRandom } from '#shared/numeric/random';
import { segmentBatches } from '#models/segment/batches';
import { planOf } from '#models/segment/plan';
import { shotsOf, type Shot } from '#models/segment/shots';
import { writeShares } from '#models/segment/targets';

const item = (name: string, ...labels: string[]): DatasetItem => ({
  name,
  group: name,
  split: null,
  labels,
  boxes: [],
});

test('the loss is told the share of each class in each of its pixels', () => {
  const shares = new Float32Array(1 + 2 * 4).fill(7);
  // prettier-ignore
  const crop = Uint8Array.from([
    0, 0, 0, 1,
    0, 0, 1, 1,
    1, 1, 0, 255,
    1, 1, 0, 255,
  ]);
  writeShares(crop, 2, 2, 2, shares, 1);
  // The unknown class is none: of that pixel half counts.
  expect(Array.from(shares)).toEqual([7, 1, 0.25, 0, 0.5, 0, 0.75, 1, 0]);
});

describe('shots', () => {
  const items = [
    item('a', 'pit'),
    item('b', 'pit'),
    item('c', 'pit'),
    item('d', 'crack'),
    item('e'),
    item('f'),
  ];
  const taken = (count: number, seed = 1, epoch = 0) => {
    const shots: Shot[] = [];
    for (const shot of shotsOf(items, ['pit', 'crack'], { aimed: 2, free: 2 }, seed, epoch)) {
      shots.push(shot);
      if (shots.length === count) break;
    }
    return shots;
  };

  test('half of a batch is aimed, each label equally often; the rest shows all pictures', () => {
    const shots = taken(48);
    const aimed = shots.filter((_, i) => i % 4 < 2);
    expect(aimed.filter(({ label }) => label === 'pit').length).toBe(12);
    expect(aimed.every(({ item: one, label }) => label !== null && one.labels.includes(label))).toBe(true);
    const free = shots.filter((_, i) => i % 4 >= 2);
    expect(free.every(({ label }) => label === null)).toBe(true);
    for (const { name } of items) expect(free.filter((shot) => shot.item.name === name).length).toBe(4);
  });

  test('are the same for a seed and an epoch', () => {
    expect(taken(20)).toEqual(taken(20));
    expect(taken(20, 2)).not.toEqual(taken(20));
    expect(taken(20, 1, 1)).not.toEqual(taken(20));
  });
});

describe('batches', () => {
  const side = 64;
  /** Black, with a white square of the class. */
  const pictureOf = (kind: number, left = 20): LoadedItem => {
    const data = new Uint8Array(side * side);
    if (kind > 0) for (let y = 30; y < 40; y++) data.fill(255, y * side + left, y * side + left + 10);
    const size = { widthPx: side, heightPx: side };
    return {
      image: { ...size, channels: 1, data },
      golden: null,
      mask: { ...size, data: data.map((value) => (value > 0 ? kind : 0)) },
    };
  };
  const loaded = new Map<string, LoadedItem | null>([
    ['a', pictureOf(1)],
    ['b', pictureOf(2, 50)],
    ['good', pictureOf(0)],
    ['unmarked', pictureOf(0)],
    ['damaged', null],
  ]);
  const items = [
    item('a', 'pit'),
    item('b', 'crack'),
    item('good'),
    item('unmarked', 'pit'),
    item('damaged', 'pit'),
  ];
  const plan = planOf(
    {
      channels: 1,
      widthPx: side,
      heightPx: side,
      longestPx: side,
      defects: [{ class: 1, areaPx: 100, widthPx: 10 }],
    },
    { quality: 'balanced', sizePx: null },
    { pictures: 4, labels: 2 },
  );
  const source = {
    name: 'squares',
    items,
    labels: ['pit', 'crack'],
    pictures: { get: async ({ name }: DatasetItem) => loaded.get(name) ?? null },
  };

  test('show what is marked where it is, half of them a defect at least', async () => {
    const batch = segmentBatches(source, plan, 7);
    const { image, truth } = await batch(createRandom(1), 0, 0);
    const { batch: count, cropPx } = plan.shape;
    expect(image?.dims).toEqual([count, 1, cropPx, cropPx]);
    expect(truth?.dims).toEqual([count, 3, cropPx / 2, cropPx / 2]);
    const [levels, shares] = [image!.data as Float32Array, truth!.data as Float32Array];
    const plane = (cropPx / 2) ** 2;
    let showing = 0;
    for (let n = 0; n < count; n++) {
      const defect = (i: number) => shares[(3 * n + 1) * plane + i]! + shares[(3 * n + 2) * plane + i]!;
      const [ofDefect, ofRest]: [number[], number[]] = [[], []];
      for (let i = 0; i < plane; i++) {
        expect(shares[3 * n * plane + i]! + defect(i)).toBeCloseTo(1, 5);
        const [y, x] = [Math.floor(i / (cropPx / 2)) * 2, (i % (cropPx / 2)) * 2];
        const level = levels[n * cropPx ** 2 + y * cropPx + x]!;
        if (defect(i) === 1) ofDefect.push(level);
        else if (defect(i) === 0) ofRest.push(level);
      }
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      if (ofDefect.length === 0) continue;
      showing++;
      // Light varies, but the square is bright and all else is dark.
      expect(mean(ofDefect)).toBeGreaterThan(mean(ofRest) + 0.5);
    }
    expect(showing).toBeGreaterThanOrEqual(count / 2);
  });

  test('are the same for the same random numbers', async () => {
    const copy = async (seed: number, step: number) => {
      const { image } = await segmentBatches(source, plan, 7)(createRandom(seed), 0, step);
      return image?.data.slice();
    };
    expect(await copy(1, 2)).toEqual(await copy(1, 2));
    expect(await copy(2, 2)).not.toEqual(await copy(1, 2));
    expect(await copy(1, 3)).not.toEqual(await copy(1, 2));
  });

  test('without any usable picture there is nothing to learn', async () => {
    const none = { ...source, pictures: { get: async () => null } };
    await expect(segmentBatches(none, plan, 7)(createRandom(1), 0, 0)).rejects.toMatchObject({
      error: { code: 'dataset.malformed' },
    });
  });
});
