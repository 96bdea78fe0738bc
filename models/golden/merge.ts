import type { Region } from './regions';

/**
 * Regions of one direction whose boxes are at most `gapPx` apart become one: a defect that breaks into pieces is still
 * one defect. What has become one may reach further, so it goes on until nothing is near.
 */
export function mergeRegions(regions: readonly Region[], gapPx: number): Region[] {
  let [before, merged] = [regions, joinNear(regions, gapPx)];
  while (merged.length < before.length) [before, merged] = [merged, joinNear(merged, gapPx)];
  return [...merged];
}

/** One sweep from left to right: each region joins those that it is near to; what lies too far left is done with. */
function joinNear(regions: readonly Region[], gapPx: number): readonly Region[] {
  const done: Region[] = [];
  let open: Region[] = [];
  for (const region of regions.toSorted((a, b) => a.left - b.left)) {
    let grown = region;
    const kept: Region[] = [];
    for (const other of open) {
      if (other.right + gapPx < region.left) done.push(other);
      else if (isNear(other, grown, gapPx)) grown = union(other, grown);
      else kept.push(other);
    }
    kept.push(grown);
    open = kept;
  }
  return [...done, ...open];
}

function isNear(a: Region, b: Region, gapPx: number): boolean {
  return (
    a.sign === b.sign &&
    a.left <= b.right + gapPx &&
    b.left <= a.right + gapPx &&
    a.top <= b.bottom + gapPx &&
    b.top <= a.bottom + gapPx
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
