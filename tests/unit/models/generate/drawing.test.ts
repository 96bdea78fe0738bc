import { describe, expect, it } from 'vitest';
import { emptyCanvas } from '#models/generate/canvas';
import { drawLine, drawPath } from '#models/generate/lines';
import { fractalNoise, gradientNoise, noiseTable } from '#models/generate/noise';
import { addTile, noiseTile, tilePx } from '#models/generate/surface/tile';
import { createRandom } from '#shared/numeric/random';

function meanAndDeviation(values: ArrayLike<number>): [mean: number, deviation: number] {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return [mean, Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length)];
}

describe('lines', () => {
  it('are full inside, round at their ends and empty outside, whatever their direction', () => {
    for (const [x1, y1] of [
      [70, 40],
      [40, 75],
      [62, 61],
      [40, 40],
    ] as const) {
      const canvas = emptyCanvas(100, 100);
      drawPath(
        canvas,
        [
          [40, 40],
          [x1, y1],
        ],
        5,
        0.8,
      );
      for (let y = 0; y < 100; y++) {
        for (let x = 0; x < 100; x++) {
          // The distance to the nearest of many points along the line.
          let distance = Infinity;
          for (let i = 0; i <= 400; i++) {
            const [px, py] = [40 + ((x1 - 40) * i) / 400, 40 + ((y1 - 40) * i) / 400];
            distance = Math.min(distance, Math.hypot(x - px, y - py));
          }
          const expected = 0.8 * Math.min(1, Math.max(0, 5.5 - distance));
          expect(canvas.data[y * 100 + x]).toBeCloseTo(expected, 2);
        }
      }
    }
  });

  it('change their radius and value evenly, and the stronger counts where they meet', () => {
    const canvas = emptyCanvas(120, 40);
    const line = (value: number) => [
      { x: 10, y: 20, radiusPx: 2, value },
      { x: 110, y: 20, radiusPx: 10, value: 3 * value },
    ];
    drawLine(canvas, line(-0.5));
    drawLine(canvas, line(0.2));
    const at = (x: number, y: number) => canvas.data[y * 120 + x];
    expect(at(10, 20)).toBeCloseTo(-0.5, 5);
    // Half way; the round end of the piece that follows reaches back a little.
    expect(at(60, 20)).toBeCloseTo(-1, 1);
    expect(at(60, 25)).toBeCloseTo(-1, 1);
    expect(at(60, 28)).toBe(0);
  });

  it('know on which side of them a pixel lies', () => {
    const canvas = emptyCanvas(40, 40);
    const nodes = [5, 35].map((x) => ({ x, y: 20, radiusPx: 2, value: 1 }));
    drawLine(canvas, nodes, (distance, radius) => (Math.abs(distance) <= radius ? Math.sign(distance) : 0));
    expect([canvas.data[18 * 40 + 20], canvas.data[22 * 40 + 20]]).toEqual([-1, 1]);
  });
});

describe('noise', () => {
  it('is smooth, within −1..1, 0 on its lattice, and repeats every 64', () => {
    const noise = gradientNoise(createRandom(1));
    const random = createRandom(2);
    for (let i = 0; i < 2000; i++) {
      const [x, y] = [random.uniform(-50, 50), random.uniform(-50, 50)];
      const value = noise(x, y);
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
      expect(Math.abs(noise(x + 1e-3, y) - value)).toBeLessThan(0.01);
      expect(noise(x + 64, y - 64)).toBeCloseTo(value, 9);
      expect(noise(Math.round(x), Math.round(y))).toBeCloseTo(0, 12);
    }
  });

  it('has the same deviation however many sizes it is of', () => {
    const deviations = [1, 2, 4].map((octaves) => {
      const noise = fractalNoise(createRandom(3), octaves, 0.6);
      const values = Array.from({ length: 20_000 }, (_, i) =>
        noise((i % 141) * 0.37, Math.floor(i / 141) * 0.41),
      );
      return meanAndDeviation(values)[1];
    });
    for (const deviation of deviations) expect(deviation / deviations[0]!).toBeCloseTo(1, 1);
  });

  it('has tables of normal numbers', () => {
    const table = noiseTable(createRandom(4));
    const [mean, deviation] = meanAndDeviation(table);
    expect(mean).toBeCloseTo(0, 1);
    expect(deviation).toBeCloseTo(1, 1);
    const within = table.filter((value) => Math.abs(value) < 1).length / table.length;
    expect(within).toBeCloseTo(0.683, 1);
  });
});

describe('tiles', () => {
  /** Correlation of the tile with itself moved by (dx, dy), over its edges. */
  function correlation(tile: Float32Array, dx: number, dy: number): number {
    let sum = 0;
    for (let y = 0; y < tilePx; y++) {
      for (let x = 0; x < tilePx; x++) {
        sum += tile[y * tilePx + x]! * tile[((y + dy) % tilePx) * tilePx + ((x + dx) % tilePx)]!;
      }
    }
    return sum / tile.length;
  }

  it('have mean 0, deviation 1, and hang together along their length alone', () => {
    const tile = noiseTile(createRandom(5), 20, 0.5);
    const [mean, deviation] = meanAndDeviation(tile);
    expect(mean).toBeCloseTo(0, 5);
    expect(deviation).toBeCloseTo(1, 5);
    expect(correlation(tile, 10, 0)).toBeGreaterThan(0.8);
    expect(Math.abs(correlation(tile, 0, 10))).toBeLessThan(0.1);
    // Over the edge it goes on.
    expect(Math.abs(tile[0]! - tile[tilePx - 1]!)).toBeLessThan(0.3);
  });

  it('are added turned, moved and scaled', () => {
    const tile = new Float32Array(tilePx * tilePx);
    tile[7 * tilePx + 3] = 1;
    const straight = emptyCanvas(20, 20);
    addTile(straight, tile, 0, 0.5, [0, 0]);
    expect(straight.data.indexOf(0.5)).toBe(7 * 20 + 3);
    const moved = emptyCanvas(20, 20);
    addTile(moved, tile, 0, 2, [tilePx - 4, tilePx - 5]);
    expect(moved.data.indexOf(2)).toBe(12 * 20 + 7);
    // By a quarter turn the tile's x runs down the canvas, its y to the left.
    const turned = emptyCanvas(20, 20);
    addTile(turned, tile, Math.PI / 2, 1, [0, 19]);
    expect(turned.data[3 * 20 + 12]).toBeCloseTo(1, 3);
  });
});
