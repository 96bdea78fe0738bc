import type { Region } from './regions';

/**
 * Regions of one direction whose boxes are at most `gapPx` apart become one: a defect that breaks into pieces is still
 * one defect. Pieces join pieces until nothing is near.
 */
export function mergeRegions(regions: readonly Region[], gapPx: number): Region[] {
  const merged: Region[] = [];
  // From left to right: once a region lies too far to the left of the next, nothing can reach it any more.
  let open: Region[] = [];
  for (const region of [...regions].sort((a, b) => a.left - b.left)) {
    let grown = region;
    for (let near = nearest(open, grown, gapPx); near; near = nearest(open, grown, gapPx)) {
      const joined = near;
      open = open.filter((other) => other !== joined);
      grown = union(joined, grown);
    }
    const passed = (other: Region) => other.right + gapPx < region.left;
    merged.push(...open.filter(passed));
    open = open.filter((other) => !passed(other));
    open.push(grown);
  }
  return [...merged, ...open];
}

function nearest(open: readonly Region[], region: Region, gapPx: number): Region | undefined {
  return open.find(
    (other) =>
      other.sign === region.sign &&
      other.left <= region.right + gapPx &&
      region.left <= other.right + gapPx &&
      other.top <= region.bottom + gapPx &&
      region.top <= other.bottom + gapPx,
  );
}

function union(a: Region, b: Region): Region {
  return {
    sign: a.sign,
    peak: Math.max(a.peak, b.peak),
    areaPx: a.areaPx + b.areaPx,
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
