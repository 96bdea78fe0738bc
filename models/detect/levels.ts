import type { Box } from '#shared/numeric/geometry';

/** Pixels a cell, level by level; all that a detector may have. */
const allStrides = [4, 8, 16, 32] as const;
/** A level finds boxes that are at least so many of its cells large; the next one begins at twice that. */
const leastCells = 3;

/** Side of a square as large as the box, px. */
export function sizeOf([, , widthPx, heightPx]: Box): number {
  return Math.sqrt(widthPx * heightPx);
}

/** The levels for boxes of these sizes (px) and all between: no finer and no coarser ones than it takes. */
export function stridesFor(smallestPx: number, largestPx: number): number[] {
  const [finest, coarsest] = [levelFor(smallestPx, allStrides), levelFor(largestPx, allStrides)];
  return allStrides.slice(finest, coarsest + 1);
}

/** Which of the levels a box of that size (px) belongs to; what is too small or too large for all, to the nearest. */
export function levelFor(sizePx: number, strides: readonly number[]): number {
  return Math.max(
    0,
    strides.findLastIndex((stride) => sizePx >= leastCells * stride),
  );
}
