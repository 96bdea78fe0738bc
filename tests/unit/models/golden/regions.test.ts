import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeRegions } from '#models/golden/merge';
import { spanOf } from '#models/golden/overlap';
import { regionsOf, type Region } from '#models/golden/regions';

/** The same by the plainest method: fill from each pixel that is not filled yet. */
function byFlooding(
  levels: Uint8Array,
  width: number,
  height: number,
  weak: number,
  strong: number,
): Region[] {
  const sign = (i: number) => (Math.abs(levels[i]! - 128) < weak ? 0 : Math.sign(levels[i]! - 128));
  const seen = new Set<number>();
  const regions: Region[] = [];
  for (let start = 0; start < levels.length; start++) {
    if (sign(start) === 0 || seen.has(start)) continue;
    const pixels = [start];
    seen.add(start);
    for (let k = 0; k < pixels.length; k++) {
      const [x, y] = [pixels[k]! % width, Math.floor(pixels[k]! / width)];
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const next = v * width + u;
          if (seen.has(next) || sign(next) !== sign(start)) continue;
          seen.add(next);
          pixels.push(next);
        }
      }
    }
    const [xs, ys] = [pixels.map((p) => p % width), pixels.map((p) => Math.floor(p / width))];
    const peak = Math.max(...pixels.map((p) => Math.abs(levels[p]! - 128)));
    if (peak < strong) continue;
    regions.push({
      sign: sign(start) as 1 | -1,
      peak,
      areaPx: pixels.length,
      left: Math.min(...xs),
      top: Math.min(...ys),
      right: Math.max(...xs) + 1,
      bottom: Math.max(...ys) + 1,
    });
  }
  return regions;
}

const inOrder = (regions: readonly Region[]) =>
  regions.map((region) => JSON.stringify(region, Object.keys(region).toSorted())).sort();

test('regions are those that flooding finds', () => {
  const picture = fc
    .tuple(fc.integer({ min: 1, max: 23 }), fc.integer({ min: 1, max: 19 }))
    .chain(([width, height]) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        levels: fc.uint8Array({ minLength: width * height, maxLength: width * height }).map((bytes) =>
          // Mostly quiet, with some that differ a little or much.
          bytes.map((byte) => (byte < 110 ? 128 : byte < 150 ? 118 : byte < 190 ? 140 : byte)),
        ),
      }),
    );
  fc.assert(
    fc.property(picture, ({ width, height, levels }) => {
      const found = regionsOf(levels, width, height, { weak: 10, strong: 40, span: () => [0, width] });
      expect(inOrder(found)).toEqual(inOrder(byFlooding(levels, width, height, 10, 40)));
    }),
    { numRuns: 500, seed: 7 },
  );
});

test('only the span of each row counts', () => {
  const levels = new Uint8Array(10 * 4).fill(255);
  const found = regionsOf(levels, 10, 4, {
    weak: 1,
    strong: 1,
    span: (row) => (row === 2 ? [0, 0] : [3, 7]),
  });
  expect(found.map(({ left, right, top, bottom, areaPx }) => [left, right, top, bottom, areaPx])).toEqual([
    [3, 7, 0, 2, 8],
    [3, 7, 3, 4, 4],
  ]);
});

test('merged regions lie apart and nothing is lost', () => {
  const region = fc
    .record({
      sign: fc.constantFrom<1 | -1>(1, -1),
      peak: fc.integer({ min: 1, max: 127 }),
      areaPx: fc.integer({ min: 1, max: 50 }),
      left: fc.integer({ min: 0, max: 90 }),
      top: fc.integer({ min: 0, max: 90 }),
      width: fc.integer({ min: 1, max: 10 }),
      height: fc.integer({ min: 1, max: 10 }),
    })
    .map(({ width, height, ...rest }): Region => ({
      ...rest,
      right: rest.left + width,
      bottom: rest.top + height,
    }));
  fc.assert(
    fc.property(fc.array(region, { maxLength: 40 }), fc.integer({ min: 0, max: 8 }), (regions, gap) => {
      const merged = mergeRegions(regions, gap);
      for (const sign of [1, -1] as const) {
        const area = (list: readonly Region[]) =>
          list.filter((r) => r.sign === sign).reduce((sum, r) => sum + r.areaPx, 0);
        expect(area(merged)).toBe(area(regions));
        const same = merged.filter((r) => r.sign === sign);
        for (const a of same) {
          for (const b of same) {
            const apart = Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
            if (a !== b) expect(apart).toBeGreaterThan(gap);
          }
        }
      }
      for (const { sign, left, top, right, bottom } of regions) {
        expect(
          merged.some(
            (m) =>
              m.sign === sign && m.left <= left && m.top <= top && m.right >= right && m.bottom >= bottom,
          ),
        ).toBe(true);
      }
    }),
    { numRuns: 500, seed: 8 },
  );
});

test('the span holds exactly the pixels whose place on the golden is inside its border', () => {
  const size = { widthPx: 61, heightPx: 40 };
  for (const [angle, shiftX, shiftY, border] of [
    [0, 0, 0, 0],
    [0, 0, 0, 3],
    [0.04, 7.3, -5.1, 2],
    [-0.05, -20, 11.5, 1],
    [0.03, 500, 0, 0],
  ] as const) {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const span = spanOf(Float32Array.of(c, -s, shiftX, s, c, shiftY), size, border);
    for (let row = 0; row < size.heightPx; row++) {
      const [from, to] = span(row);
      for (let column = 0; column < size.widthPx; column++) {
        const [x, y] = [column - 30, row - 19.5];
        const [goldenX, goldenY] = [c * x - s * y + shiftX + 30, s * x + c * y + shiftY + 19.5];
        const depth = Math.min(goldenX, 60 - goldenX, goldenY, 39 - goldenY) - border;
        if (Math.abs(depth) > 0.02) expect(column >= from && column < to).toBe(depth > 0);
      }
    }
  }
});
