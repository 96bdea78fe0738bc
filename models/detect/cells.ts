/** A level of the pyramid laid on a picture: a square cell each `stride` pixels, row by row from the top left. */
export interface CellGrid {
  readonly stride: number;
  readonly columns: number;
  readonly rows: number;
  /** Number of its first cell: cells are counted through all levels, the finest first. */
  readonly first: number;
}

/** @param widthPx a multiple of the largest stride, as is the height */
export function cellGrids(widthPx: number, heightPx: number, strides: readonly number[]): CellGrid[] {
  let first = 0;
  return strides.map((stride) => {
    const grid = { stride, columns: widthPx / stride, rows: heightPx / stride, first };
    first += grid.columns * grid.rows;
    return grid;
  });
}

export function cellCount(grids: readonly CellGrid[]): number {
  return grids.reduce((sum, { columns, rows }) => sum + columns * rows, 0);
}
