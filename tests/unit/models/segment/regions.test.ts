import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Region } from '#models/image/regions';
import { classRegions, maskRegions } from '#models/segment/regions';

/** The same by the plainest method: fill from each pixel that is not filled yet. */
function byFlooding(classes: Uint8Array, values: Uint8Array, rowPx: number, width: number, height: number) {
  const seen = new Set<number>();
  const regions: Region[] = [];
  for (let start = 0; start < rowPx * height; start++) {
    if (start % rowPx >= width || classes[start] === 0 || seen.has(start)) continue;
    const pixels = [start];
    seen.add(start);
    for (let k = 0; k < pixels.length; k++) {
      const [x, y] = [pixels[k]! % rowPx, Math.floor(pixels[k]! / rowPx)];
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const next = v * rowPx + u;
          if (seen.has(next) || classes[next] !== classes[start]) continue;
          seen.add(next);
          pixels.push(next);
        }
      }
    }
    const [xs, ys] = [pixels.map((p) => p % rowPx), pixels.map((p) => Math.floor(p / rowPx))];
    const inside = pixels.map((p) => values[p]!);
    regions.push({
      kind: classes[start]!,
      areaPx: pixels.length,
      peak: Math.max(...inside),
      sum: inside.reduce((sum, value) => sum + value, 0),
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

test('regions are those that flooding finds, also in wider rows', () => {
  const picture = fc.record({
    width: fc.integer({ min: 1, max: 21 }),
    height: fc.integer({ min: 1, max: 17 }),
    beyond: fc.integer({ min: 0, max: 5 }),
    bytes: fc.uint8Array({ minLength: 26 * 17, maxLength: 26 * 17 }),
  });
  fc.assert(
    fc.property(picture, ({ width, height, beyond, bytes }) => {
      const rowPx = width + beyond;
      const classes = bytes.map((byte) => (byte < 140 ? 0 : byte % 3)).slice(0, rowPx * height);
      const found = classRegions({ widthPx: width, heightPx: height, rowPx, data: classes }, bytes);
      expect(inOrder(found)).toEqual(inOrder(byFlooding(classes, bytes, rowPx, width, height)));
    }),
    { numRuns: 300, seed: 5 },
  );
});

test('what was found in a mask is found once', () => {
  const mask = { widthPx: 3, heightPx: 1, data: Uint8Array.of(2, 0, 2) };
  expect(maskRegions(mask).map(({ kind, left }) => [kind, left])).toEqual([
    [2, 0],
    [2, 2],
  ]);
  expect(maskRegions(mask)).toBe(maskRegions(mask));
});
