/** A connected patch of pixels of one kind. Positions in pixels, right and bottom not included. */
export interface Region {
  readonly kind: number;
  readonly areaPx: number;
  /** Largest of the values of its pixels, and all of them together. */
  readonly peak: number;
  readonly sum: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels of one kind side by side in a row, columns from..to, `to` not included; a column of numbers each. */
interface Runs {
  readonly from: number[];
  readonly to: number[];
  readonly row: number[];
  readonly kind: number[];
  readonly peak: number[];
  readonly sum: number[];
  /** A run of the same region that came before, or itself. */
  readonly parent: number[];
}

/** Takes a run; those of a row from left to right. */
export type AddRun = (from: number, to: number, kind: number, peak: number, sum: number) => void;

/**
 * The regions (8 neighbours) of a picture, from the first row that they reach down. One pass: runs of each row, joined
 * with the runs of the row above that they touch (union-find).
 * @param runsOf finds the runs of a row
 */
export function joinRuns(rows: number, runsOf: (row: number, add: AddRun) => void): Region[] {
  const runs: Runs = { from: [], to: [], row: [], kind: [], peak: [], sum: [], parent: [] };
  let row = 0;
  const add: AddRun = (from, to, kind, peak, sum) => {
    runs.parent.push(runs.from.length);
    runs.from.push(from);
    runs.to.push(to);
    runs.row.push(row);
    runs.kind.push(kind);
    runs.peak.push(peak);
    runs.sum.push(sum);
  };
  for (let above = 0; row < rows; row++) {
    const first = runs.from.length;
    runsOf(row, add);
    join(runs, above, first);
    above = first;
  }
  return collect(runs);
}

/** Joins the runs from `first` on with those of the row above: from `above` up to `first`. Both are in order. */
function join({ from, to, kind, parent }: Runs, above: number, first: number): void {
  let upper = above;
  for (let run = first; run < from.length; run++) {
    while (upper < first && to[upper]! < from[run]!) upper++;
    for (let other = upper; other < first && from[other]! <= to[run]!; other++) {
      if (kind[other] === kind[run]) parent[rootOf(parent, run)] = rootOf(parent, other);
    }
  }
}

function rootOf(parent: number[], run: number): number {
  let root = run;
  while (parent[root] !== root) root = parent[root]!;
  while (parent[run] !== root) [run, parent[run]] = [parent[run]!, root];
  return root;
}

function collect({ from, to, row, kind, peak, sum, parent }: Runs): Region[] {
  const regions = new Map<number, { -readonly [K in keyof Region]: Region[K] }>();
  for (let run = 0; run < from.length; run++) {
    const root = rootOf(parent, run);
    const [left, right, top] = [from[run]!, to[run]!, row[run]!];
    const region = regions.get(root);
    if (!region) {
      regions.set(root, {
        kind: kind[run]!,
        areaPx: right - left,
        peak: peak[run]!,
        sum: sum[run]!,
        left,
        top,
        right,
        bottom: top + 1,
      });
      continue;
    }
    region.areaPx += right - left;
    region.peak = Math.max(region.peak, peak[run]!);
    region.sum += sum[run]!;
    region.left = Math.min(region.left, left);
    region.right = Math.max(region.right, right);
    region.bottom = top + 1;
  }
  return [...regions.values()];
}
