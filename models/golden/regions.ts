/** A connected patch of pixels that all differ in the same direction. Positions in pixels, right and bottom not included. */
export interface Region {
  readonly sign: 1 | -1;
  /** Largest difference in it, in levels. */
  readonly peak: number;
  readonly areaPx: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface RegionRules {
  /** Pixels that differ by so many levels belong to a region, 1 or more … */
  readonly weak: number;
  /** … if it differs by so many levels somewhere (hysteresis). */
  readonly strong: number;
  /** The part of each row that counts: columns from..to, `to` not included. */
  span(row: number): readonly [from: number, to: number];
}

/** The level of a pixel that does not differ, and four such pixels as one number. */
const same = 128;
const fourSame = 0x80808080;

/**
 * The regions (8 neighbours) of a picture of levels: a byte a pixel, row by row, 128 where nothing differs. One pass:
 * runs of each row, joined with the runs of the row above that they touch (union-find).
 */
export function regionsOf(
  levels: Uint8Array,
  widthPx: number,
  heightPx: number,
  rules: RegionRules,
): Region[] {
  const aligned = levels.byteOffset % 4 === 0 ? levels : levels.slice();
  const fours = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
  const runs: Runs = { from: [], to: [], row: [], sign: [], peak: [], parent: [] };
  let above = 0;
  for (let row = 0; row < heightPx; row++) {
    const first = runs.from.length;
    const [from, to] = rules.span(row);
    addRuns(runs, aligned, fours, row, row * widthPx, from, to, rules.weak);
    join(runs, above, first);
    above = first;
  }
  return collect(runs).filter(({ peak }) => peak >= rules.strong);
}

/** Pixels side by side in a row that differ in the same direction: columns from..to; a column of numbers each. */
interface Runs {
  readonly from: number[];
  readonly to: number[];
  readonly row: number[];
  readonly sign: (1 | -1)[];
  readonly peak: number[];
  /** A run of the same region that came before, or itself. */
  readonly parent: number[];
}

function addRuns(
  runs: Runs,
  levels: Uint8Array,
  fours: Uint32Array,
  row: number,
  start: number,
  from: number,
  to: number,
  weak: number,
): void {
  const end = start + to;
  let i = start + from;
  while (i < end) {
    if ((i & 3) === 0 && fours[i >> 2] === fourSame) {
      i += 4;
      continue;
    }
    const sign = levels[i]! < same ? -1 : 1;
    if ((levels[i]! - same) * sign < weak) {
      i++;
      continue;
    }
    const begin = i;
    let peak = 0;
    for (let level; i < end && (level = (levels[i]! - same) * sign) >= weak; i++)
      if (level > peak) peak = level;
    runs.parent.push(runs.from.length);
    runs.from.push(begin - start);
    runs.to.push(i - start);
    runs.row.push(row);
    runs.sign.push(sign);
    runs.peak.push(peak);
  }
}

/** Joins the runs from `first` on with those of the row above: from `above` up to `first`. Both are in order. */
function join({ from, to, sign, parent }: Runs, above: number, first: number): void {
  let upper = above;
  for (let run = first; run < from.length; run++) {
    while (upper < first && to[upper]! < from[run]!) upper++;
    for (let other = upper; other < first && from[other]! <= to[run]!; other++) {
      if (sign[other] === sign[run]) parent[rootOf(parent, run)] = rootOf(parent, other);
    }
  }
}

function rootOf(parent: number[], run: number): number {
  let root = run;
  while (parent[root] !== root) root = parent[root]!;
  while (parent[run] !== root) [run, parent[run]] = [parent[run]!, root];
  return root;
}

function collect({ from, to, row, sign, peak, parent }: Runs): Region[] {
  const regions = new Map<number, { -readonly [K in keyof Region]: Region[K] }>();
  for (let run = 0; run < from.length; run++) {
    const root = rootOf(parent, run);
    const [left, right, top] = [from[run]!, to[run]!, row[run]!];
    const region = regions.get(root);
    if (!region) {
      regions.set(root, {
        sign: sign[run]!,
        peak: peak[run]!,
        areaPx: right - left,
        left,
        right,
        top,
        bottom: top + 1,
      });
      continue;
    }
    region.peak = Math.max(region.peak, peak[run]!);
    region.areaPx += right - left;
    region.left = Math.min(region.left, left);
    region.right = Math.max(region.right, right);
    region.bottom = top + 1;
  }
  return [...regions.values()];
}
