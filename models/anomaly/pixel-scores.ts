import type { LabelMask } from '#shared/domain/dataset';
import type { ScoreMap } from './score-map';

/** False positives beyond this share do not count in PRO (Bergmann et al. 2020). */
const mostFalse = 0.3;
const levels = 256;

/** How well maps of scores tell marked pixels from others. Scores are bytes: all is counted by level. */
export interface PixelScores {
  /** The map may be of another size than the mask: each pixel of the mask has the score at its centre. */
  add(map: ScoreMap, mask: LabelMask): void;
  /**
   * `pixelAuroc`: over all pixels of all pictures. `pro`: per-region overlap, the mean share of each marked region that is
   * found, over the share of good pixels that are found by mistake, its area up to 0.3, divided by 0.3. NaN where nothing
   * is marked.
   */
  metrics(): { readonly pixelAuroc: number; readonly pro: number };
}

export function createPixelScores(): PixelScores {
  const others = new Float64Array(levels);
  const marked = new Float64Array(levels);
  /** Mean over the regions of the share of their pixels that have the level. */
  const overlap = new Float64Array(levels);
  let regions = 0;

  return {
    add(map, mask) {
      const scores = scoresFor(mask, map);
      mask.data.forEach((value, i) => (value > 0 ? marked : others)[scores[i]!]!++);
      for (const pixels of regionsOf(mask)) {
        regions++;
        for (const i of pixels) overlap[scores[i]!]! += 1 / pixels.length;
      }
    },
    metrics() {
      const [count, rest] = [sumOf(marked), sumOf(others)];
      const found = curve(overlap.map((share) => share / regions));
      const mistaken = curve(others.map((value) => value / rest));
      const hits = curve(marked.map((value) => value / count));
      return {
        pixelAuroc: areaUnder(hits, mistaken, 1),
        pro: areaUnder(found, mistaken, mostFalse) / mostFalse,
      };
    },
  };
}

/** The share at or above each level, from none down to all. */
function curve(shares: Float64Array): number[] {
  const values = [0];
  let sum = 0;
  for (let level = levels - 1; level >= 0; level--) values.push((sum += shares[level]!));
  return values;
}

/** Area under y over x, both rising from 0, up to x = most; straight between the points. */
function areaUnder(y: readonly number[], x: readonly number[], most: number): number {
  let area = 0;
  for (let i = 1; i < x.length; i++) {
    const [fromX, toX, fromY, toY] = [x[i - 1]!, x[i]!, y[i - 1]!, y[i]!];
    const end = Math.min(toX, most);
    if (end <= fromX) continue;
    const endY = fromY + ((toY - fromY) * (end - fromX)) / (toX - fromX);
    area += ((end - fromX) * (fromY + endY)) / 2;
  }
  return Number.isNaN(y.at(-1)) || Number.isNaN(x.at(-1)) ? NaN : area;
}

function scoresFor({ widthPx, heightPx }: LabelMask, map: ScoreMap): Uint8Array {
  const scores = new Uint8Array(widthPx * heightPx);
  const columns = Int32Array.from({ length: widthPx }, (_, x) =>
    Math.floor(((x + 0.5) * map.widthPx) / widthPx),
  );
  for (let y = 0, i = 0; y < heightPx; y++) {
    const row = Math.floor(((y + 0.5) * map.heightPx) / heightPx) * map.widthPx;
    for (let x = 0; x < widthPx; x++, i++) scores[i] = map.data[row + columns[x]!]!;
  }
  return scores;
}

/** The pixels of each connected region (8 neighbours), whatever its label. */
function regionsOf({ widthPx, heightPx, data }: LabelMask): number[][] {
  const reached = new Uint8Array(data.length);
  const regions: number[][] = [];
  for (let start = 0; start < data.length; start++) {
    if (data[start] === 0 || reached[start] === 1) continue;
    reached[start] = 1;
    const pixels = [start];
    for (const i of pixels) {
      const [x, y] = [i % widthPx, Math.floor(i / widthPx)];
      for (let v = Math.max(0, y - 1); v <= Math.min(heightPx - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(widthPx - 1, x + 1); u++) {
          const next = v * widthPx + u;
          if (data[next] === 0 || reached[next] === 1) continue;
          reached[next] = 1;
          pixels.push(next);
        }
      }
    }
    regions.push(pixels);
  }
  return regions;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
