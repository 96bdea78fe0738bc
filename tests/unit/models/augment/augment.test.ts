import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabelledBox } from '#shared/domain/dataset';
import { createRandom } from '#shared/numeric/random';
import { apply, chain, rotation, translation } from '#models/augment/affine';
import { augment } from '#models/augment/augment';
import { warpBoxes } from '#models/augment/boxes';
import type { Fit } from '#models/augment/fit';
import { drawGeometry, drawGoldenOffset } from '#models/augment/geometry';
import { mosaic } from '#models/augment/mosaic';
import { presets } from '#models/augment/presets';
import { noAugmentation } from '#models/augment/settings';
import { maskOf, picture, planes, ramp, rowsOf, sampleOf, targetOf } from './pictures';

const boxOf = (...box: [number, number, number, number]): LabelledBox => ({ label: 'a', box });

describe('boxes', () => {
  const region = { left: 0, top: 0, right: 100, bottom: 50 };

  test('become the upright boxes around themselves, clipped', () => {
    const turned = chain(rotation(90), translation(40, 0)); // (x, y) → (40 − y, x)
    expect(warpBoxes([boxOf(10, 5, 8, 20)], turned, region, 0.25)).toEqual([boxOf(15, 10, 20, 8)]);
    expect(warpBoxes([boxOf(-5, 40, 20, 20)], translation(0, 0), region, 0.25)).toEqual([
      boxOf(0, 40, 15, 10),
    ]);
  });

  test('are dropped where too little is left', () => {
    const left = (share: number) => warpBoxes([boxOf(95, 10, 20, 10)], translation(0, 0), region, share);
    expect(left(0.25)).toEqual([boxOf(95, 10, 5, 10)]);
    expect(left(0.26)).toEqual([]);
    expect(warpBoxes([boxOf(99.5, 10, 0.5, 10)], translation(0, 0), region, 0)).toEqual([]);
    expect(warpBoxes([boxOf(200, 10, 5, 10)], translation(0, 0), region, 0)).toEqual([]);
  });
});

describe('where the picture comes to lie', () => {
  const size = { widthPx: 200, heightPx: 100, boxes: [boxOf(120, 40, 20, 10)] };
  const frame = { widthPx: 80, heightPx: 60 };
  const drawn = (fit: Fit, settings = noAugmentation, seed = 1) =>
    drawGeometry(size, frame, fit, settings, createRandom(seed));

  test('letterbox: in the middle, in its proportions, also after a quarter turn', () => {
    const transform = drawn({ kind: 'letterbox' });
    expect([apply(transform, [0, 0]), apply(transform, [200, 100])]).toEqual([
      [0, 10],
      [80, 50],
    ]);
    const extents = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const turned = drawn({ kind: 'letterbox' }, { ...noAugmentation, quarterTurn: 1 }, seed);
      const [from, to] = [apply(turned, [0, 0]), apply(turned, [200, 100])];
      extents.add(`${Math.abs(from[0] - to[0])} × ${Math.abs(from[1] - to[1])}`);
    }
    expect(extents).toEqual(new Set(['80 × 40', '30 × 60']));
  });

  test('stretch: all of the frame', () => {
    const transform = drawn({ kind: 'stretch' });
    expect([apply(transform, [0, 0]), apply(transform, [200, 100])]).toEqual([
      [0, 0],
      [80, 60],
    ]);
  });

  test('crop: inside the picture, around a box when asked', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0, 1), (seed, aroundBox) => {
        const transform = drawn({ kind: 'crop', zoom: 1, aroundBox }, noAugmentation, seed);
        const [left, top] = apply(transform, [0, 0]);
        expect(left <= 0 && left >= -120 && top <= 0 && top >= -40).toBe(true);
        if (aroundBox === 0) return;
        const [x, y] = apply(transform, [120, 40]);
        expect(x >= -1e-9 && x <= 60 + 1e-9 && y >= -1e-9 && y <= 50 + 1e-9).toBe(true);
      }),
    );
    const small = drawGeometry(
      { widthPx: 40, heightPx: 20, boxes: [] },
      frame,
      { kind: 'crop', zoom: 1, aroundBox: 1 },
      noAugmentation,
      createRandom(1),
    );
    expect(apply(small, [0, 0])).toEqual([20, 20]);
  });

  test('every draw stays within its ranges', () => {
    const settings = { ...noAugmentation, rotateDeg: 10, scale: [0.8, 1.25], shift: 0.1 } as const;
    const angles: number[] = [];
    const scales: number[] = [];
    for (let seed = 0; seed < 400; seed++) {
      const [a, , , d] = drawn({ kind: 'letterbox' }, settings, seed);
      angles.push((Math.atan2(d, a) * 180) / Math.PI);
      scales.push(Math.hypot(a, d) / 0.4);
      const [x, y] = apply(drawn({ kind: 'letterbox' }, settings, seed), [100, 50]);
      expect(Math.abs(x - 40) <= 8 && Math.abs(y - 30) <= 6).toBe(true);
    }
    for (const [values, least, most] of [
      [angles, -10, 10],
      [scales, 0.8, 1.25],
    ] as const) {
      const slack = 0.05 * (most - least);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(least - 1e-9);
      expect(Math.min(...values)).toBeLessThan(least + slack);
      expect(Math.max(...values)).toBeLessThanOrEqual(most + 1e-9);
      expect(Math.max(...values)).toBeGreaterThan(most - slack);
    }
  });

  test('the golden lies up to a pixel and a third of a degree off', () => {
    const settings = { ...noAugmentation, golden: { shiftPx: 1, angleDeg: 0.3, ownLight: false } };
    for (let seed = 0; seed < 100; seed++) {
      const offset = drawGoldenOffset(size, settings, createRandom(seed));
      const [x, y] = apply(offset, [100, 50]);
      expect(Math.abs(x - 100) <= 1 && Math.abs(y - 50) <= 1).toBe(true);
      expect(Math.abs(Math.atan2(offset[3], offset[0])) * (180 / Math.PI)).toBeLessThanOrEqual(0.3);
    }
  });
});

describe('augment', () => {
  const image = ramp(32, 24);
  const boxes = [boxOf(8, 6, 10, 8)];

  test('without any variation gives the picture as it is', () => {
    const into = planes(32, 24, 1, 3);
    expect(augment(sampleOf(image, { boxes }), noAugmentation, targetOf(into), createRandom(1))).toEqual(
      boxes,
    );
    expect(into.data.subarray(3)).toEqual(Float32Array.from(image.data, (value) => value / 255));
  });

  test.each(Object.entries(presets))(
    'the same seed gives the same sample, another another: %s',
    (name, settings) => {
      const once = (seed: number) => {
        const both = { data: new Float32Array(2 * 32 * 24), channels: 1 as const, widthPx: 32, heightPx: 24 };
        const target = targetOf({ ...both, offset: 0 }, { golden: { ...both, offset: 32 * 24 } });
        const found = augment(
          sampleOf(image, { golden: image, boxes }),
          settings,
          target,
          createRandom(seed),
        );
        return { data: both.data, found };
      };
      expect(once(1)).toEqual(once(1));
      expect(once(1).data.every((value) => value >= 0 && value <= 1)).toBe(true);
      if (name !== 'anomaly') expect(once(1)).not.toEqual(once(2));
    },
  );

  test('picture, golden, mask and box move together', () => {
    // A bright rectangle on dark ground: wherever it goes, all four must say the same.
    const inside = (x: number, y: number) => x >= 20 && x < 40 && y >= 10 && y < 22;
    const marked = picture(64, 48, (x, y) => (inside(x, y) ? 255 : 0));
    const mask = maskOf(marked, (x, y) => (inside(x, y) ? 2 : 0));
    const sample = sampleOf(marked, { golden: marked, mask, boxes: [boxOf(20, 10, 20, 12)] });
    const { flip, quarterTurn, scale, shift } = presets.detectWithGolden;
    const settings = { ...noAugmentation, flip, quarterTurn, scale, shift, keepShare: 0 };
    for (let seed = 0; seed < 60; seed++) {
      const [frame, golden] = [planes(56, 56), planes(56, 56)];
      const plane = { data: new Uint8Array(56 * 56), offset: 0, widthPx: 56, heightPx: 56 };
      const target = targetOf(frame, { golden, mask: plane, outside: 0 });
      const [found] = augment(sample, settings, target, createRandom(seed));
      expect(golden.data).toEqual(frame.data);
      const [x, y, width, height] = found!.box;
      let [left, top, right, bottom] = [56, 56, 0, 0];
      let contradictions = 0;
      rowsOf(frame).forEach((row, py) =>
        row.forEach((value, px) => {
          const label = plane.data[py * 56 + px];
          if (Math.abs(value - 0.5) > 0.3 && label !== (value > 0.5 ? 2 : 0)) contradictions++;
          if (label === 0) return;
          [left, top] = [Math.min(left, px), Math.min(top, py)];
          [right, bottom] = [Math.max(right, px + 1), Math.max(bottom, py + 1)];
        }),
      );
      expect(contradictions).toBe(0);
      const sides = [x - left, y - top, x + width - right, y + height - bottom];
      for (const difference of sides) expect(Math.abs(difference)).toBeLessThanOrEqual(0.5 + 1e-9);
    }
  });

  test('a mask that is wanted and not there is background', () => {
    const plane = { data: new Uint8Array(32 * 24).fill(9), offset: 0, widthPx: 32, heightPx: 24 };
    augment(sampleOf(image), noAugmentation, targetOf(planes(32, 24), { mask: plane }), createRandom(1));
    expect(plane.data.every((value) => value === 0)).toBe(true);
  });

  test('light of its own changes the golden otherwise, else alike', () => {
    const even = picture(8, 8, () => 128);
    const both = (ownLight: boolean) => {
      const [frame, golden] = [planes(8, 8), planes(8, 8)];
      const settings = { ...noAugmentation, brightness: 0.3, golden: { shiftPx: 0, angleDeg: 0, ownLight } };
      augment(sampleOf(even, { golden: even }), settings, targetOf(frame, { golden }), createRandom(5));
      return [frame.data[0]!, golden.data[0]!] as const;
    };
    expect(both(false)[1]).toBe(both(false)[0]);
    expect(Math.abs(both(true)[1] - both(true)[0])).toBeGreaterThan(0.01);
  });

  test('a golden that is wanted and not there is a defect of the caller', () => {
    const target = targetOf(planes(32, 24), { golden: planes(32, 24) });
    expect(() => augment(sampleOf(image), noAugmentation, target, createRandom(1))).toThrow(RangeError);
  });
});

describe('mosaic', () => {
  /** Pictures of one gray each, with a box of known place: what stands where is known. */
  const four = [40, 90, 140, 190].map((gray) =>
    sampleOf(
      picture(64, 64, () => gray),
      { boxes: [{ label: `${gray}`, box: [20, 20, 10, 10] as const }] },
    ),
  ) as [never, never, never, never];

  test('each corner shows its picture; boxes lie in the part of theirs', () => {
    for (let seed = 0; seed < 40; seed++) {
      const into = planes(64, 64);
      const found = mosaic(four, noAugmentation, targetOf(into), createRandom(seed));
      const rows = rowsOf(into);
      const corners = [rows[0]![0], rows[0]![63], rows[63]![0], rows[63]![63]];
      expect(corners).toEqual([40, 90, 140, 190].map((gray) => Math.fround(gray / 255)));
      expect(new Set(into.data).size).toBe(4);
      for (const {
        label,
        box: [x, y, width, height],
      } of found) {
        const shown = Math.fround(Number(label) / 255);
        expect(rows[Math.floor(y)]![Math.floor(x)]).toBe(shown);
        expect(rows[Math.ceil(y + height) - 1]![Math.ceil(x + width) - 1]).toBe(shown);
        expect(width <= 10 && height <= 10 && width * height >= 25).toBe(true);
      }
    }
  });

  test('defects keep the size that the picture alone would show', () => {
    const large = sampleOf(
      picture(128, 128, () => 50),
      { boxes: [boxOf(60, 60, 20, 20)] },
    );
    const seen = Array.from({ length: 30 }, (_, seed) =>
      mosaic([large, large, large, large], noAugmentation, targetOf(planes(64, 64)), createRandom(seed)),
    ).flat();
    expect(seen.length).toBeGreaterThan(60);
    expect(Math.max(...seen.map(({ box }) => box[2]))).toBeCloseTo(10, 9);
  });
});

test('frames of one size in a larger array do not touch each other', () => {
  const data = new Float32Array(3 * 16).fill(-1);
  const middle = { data, offset: 16, channels: 1 as const, widthPx: 4, heightPx: 4 };
  const settings = { ...presets.detect, blur: { chance: 1, px: 1 }, noise: { chance: 1, deviation: 0.1 } };
  augment(sampleOf(ramp(9, 7)), settings, targetOf(middle), createRandom(2));
  expect([...data.subarray(0, 16), ...data.subarray(32)].every((value) => value === -1)).toBe(true);
  expect(data.subarray(16, 32).every((value) => value >= 0)).toBe(true);
});
