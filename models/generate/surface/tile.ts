import type { Random } from '#shared/numeric/random';
import type { Canvas } from '../canvas';

/** Side of a tile, px; a power of two, so that coordinates wrap by masking. */
export const tilePx = 512;
const inside = tilePx - 1;

/** A square of texture that repeats in both directions, row by row. */
export type Tile = Float32Array;

/**
 * White noise smoothed by exp(−|distance| / length) three times, with mean 0 and deviation 1: grain where both lengths are
 * small, streaks along x where one is long.
 */
export function noiseTile(random: Random, alongPx: number, acrossPx: number): Tile {
  const tile = new Float32Array(tilePx * tilePx);
  for (let i = 0; i < tile.length; i++) tile[i] = random.uniform(-1, 1);
  smoothRows(tile, alongPx);
  transpose(tile);
  smoothRows(tile, acrossPx);
  transpose(tile);
  return standardised(tile);
}

/** The tile as a relief, lit from the side that the angle points to: bright where it falls towards the light. */
export function lit(tile: Tile, lightRad: number): Tile {
  const [cos, sin] = [Math.cos(lightRad), Math.sin(lightRad)];
  return standardised(
    tile.map((_, i) => {
      const [x, y] = [i & inside, i - (i & inside)];
      const slopeX = tile[y + ((x + 1) & inside)]! - tile[y + ((x - 1) & inside)]!;
      const slopeY =
        tile[((y + tilePx) % tile.length) + x]! - tile[((y - tilePx + tile.length) % tile.length) + x]!;
      return -(cos * slopeX + sin * slopeY);
    }),
  );
}

/** Only what rises above `level` deviations: separate specks. Mean 0, deviation 1. */
export function peaks(tile: Tile, level: number): Tile {
  return standardised(tile.map((value) => Math.max(0, value - level)));
}

/** Columns are smoothed as rows of the transposed tile: memory is read in its order. */
function transpose(tile: Tile): void {
  for (let y = 0; y < tilePx; y++) {
    for (let x = y + 1; x < tilePx; x++) {
      const [above, below] = [y * tilePx + x, x * tilePx + y];
      const value = tile[above]!;
      tile[above] = tile[below]!;
      tile[below] = value;
    }
  }
}

function smoothRows(tile: Tile, lengthPx: number): void {
  const keep = Math.exp(-1 / lengthPx);
  for (let start = 0; start < tile.length; start += tilePx) {
    for (let pass = 0; pass < 3; pass++) {
      smooth(tile, start, 1, keep);
      smooth(tile, start + tilePx - 1, -1, keep);
    }
  }
}

/** Once along a row that is closed to a ring. */
function smooth(tile: Tile, start: number, step: number, keep: number): void {
  let value = 0;
  // The first round only finds the value to start with.
  for (let i = start, left = tilePx; left > 0; i += step, left--)
    value = keep * value + (1 - keep) * tile[i]!;
  for (let i = start, left = tilePx; left > 0; i += step, left--) {
    value = keep * value + (1 - keep) * tile[i]!;
    tile[i] = value;
  }
}

function standardised(tile: Tile): Tile {
  let [sum, squares] = [0, 0];
  for (const value of tile) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / tile.length;
  const deviation = Math.sqrt(squares / tile.length - mean * mean) || 1;
  return tile.map((value) => (value - mean) / deviation);
}

/**
 * Adds a tile, turned by an angle, times an amplitude.
 * @param at the place of the tile that comes to lie on the first pixel
 */
export function addTile(
  { widthPx, heightPx, data }: Canvas,
  tile: Tile,
  angleRad: number,
  amplitude: number,
  at: readonly [x: number, y: number],
): void {
  // Fixed point with 16 bits of fraction: a step to the right moves by (stepU, stepV) in the tile.
  const stepU = Math.round(Math.cos(angleRad) * 65536);
  const stepV = Math.round(-Math.sin(angleRad) * 65536);
  const wrap = tilePx * 65536 - 1;
  for (let y = 0, i = 0; y < heightPx; y++) {
    let u = Math.round(at[0] * 65536) - y * stepV;
    let v = Math.round(at[1] * 65536) + y * stepU;
    for (let x = 0; x < widthPx; x++, i++, u += stepU, v += stepV) {
      const column = (u & wrap) >> 16;
      const row = (v & wrap) >> 16;
      const right = (column + 1) & inside;
      const top = row * tilePx;
      const bottom = ((row + 1) & inside) * tilePx;
      const fu = (u & 65535) / 65536;
      const fv = (v & 65535) / 65536;
      const upper = tile[top + column]! * (1 - fu) + tile[top + right]! * fu;
      const lower = tile[bottom + column]! * (1 - fu) + tile[bottom + right]! * fu;
      data[i]! += amplitude * (upper * (1 - fv) + lower * fv);
    }
  }
}
