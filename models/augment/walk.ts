/** A straight walk over a picture: pixel x of a row of the frame looks at (u + x·du, v + x·dv), in pixel indices. */
export interface Walk {
  readonly u: number;
  readonly v: number;
  readonly du: number;
  readonly dv: number;
}

/** Steps add up to less than this of rounding: no walk comes to read beyond the last pixel. */
const margin = 1e-6;

/** The part of `from`..`to` on which all four neighbours are pixels of the picture; empty where there is none. */
export function inside(
  walk: Walk,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  from: number,
  to: number,
): [from: number, to: number] {
  const isInside = (x: number): boolean => {
    const u = walk.u + x * walk.du;
    const v = walk.v + x * walk.dv;
    return u >= 0 && u <= widthPx - 1 - margin && v >= 0 && v <= heightPx - 1 - margin;
  };
  let first = from;
  let end = to;
  for (const [start, step, length] of [
    [walk.u, walk.du, widthPx - 1],
    [walk.v, walk.dv, heightPx - 1],
  ] as const) {
    if (step === 0) {
      if (!(start >= 0 && start < length)) return [from, from];
      continue;
    }
    const [a, b] = [-start / step, (length - start) / step];
    first = Math.max(first, Math.ceil(Math.min(a, b)));
    end = Math.min(end, Math.ceil(Math.max(a, b)));
  }
  // Rounding may have put an end one pixel off.
  while (first < end && !isInside(first)) first++;
  while (end > first && !isInside(end - 1)) end--;
  return first < end ? [first, end] : [from, from];
}
