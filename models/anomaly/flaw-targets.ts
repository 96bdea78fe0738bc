/**
 * The share of each cell of so many pixels that is marked, 0..1.
 * @param mask [side, side] of 0 and 1
 * @param target where they are written, row by row from `offset` on
 */
export function writeFlawShares(
  mask: Float32Array,
  side: number,
  cellPx: number,
  target: Float32Array,
  offset: number,
): void {
  const cells = side / cellPx;
  target.fill(0, offset, offset + cells * cells);
  for (let y = 0, i = 0; y < side; y++) {
    const row = offset + Math.floor(y / cellPx) * cells;
    for (let x = 0; x < side; x++, i++) target[row + Math.floor(x / cellPx)]! += mask[i]! / (cellPx * cellPx);
  }
}
