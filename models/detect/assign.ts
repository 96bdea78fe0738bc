import type { Box } from '#shared/numeric/geometry';
import type { CellGrid } from './cells';
import { levelFor, sizeOf } from './levels';

/** A true box in what the network is shown. */
export interface TrueBox {
  /** Its place among the labels. */
  readonly label: number;
  readonly box: Box;
}

/** What a cell that answers for no box has to say. */
export const background = -1;

/** Cells whose centres are at most so many cells away from that of a box, along x and along y, answer for it. */
const radiusCells = 1.5;

/**
 * Which cell answers for which box: those of the level for its size whose centres lie in the box and near its centre
 * (FCOS with centre sampling; Tian et al. 2019), at least the nearest one; where boxes overlap, the smallest counts.
 * @param labels [cells], is overwritten
 * @param distances [4, cells], is overwritten: how far left, top, right and bottom of its box are from the cell's
 * centre, px; 0 where there is no box
 */
export function assignCells(
  boxes: readonly TrueBox[],
  grids: readonly CellGrid[],
  labels: Int32Array,
  distances: Float32Array,
): void {
  labels.fill(background);
  distances.fill(0);
  const strides = grids.map(({ stride }) => stride);
  for (const { box, label } of boxes.toSorted((a, b) => sizeOf(b.box) - sizeOf(a.box))) {
    const grid = grids[levelFor(sizeOf(box), strides)];
    if (!grid) continue;
    const [left, top, width, height] = box;
    for (const cell of cellsFor(box, grid)) {
      const [x, y] = centreOf(cell, grid);
      const sides = [x - left, y - top, left + width - x, top + height - y];
      sides.forEach((distance, side) => (distances[side * labels.length + cell] = distance));
      labels[cell] = label;
    }
  }
}

function cellsFor([left, top, width, height]: Box, grid: CellGrid): number[] {
  const { stride, columns, rows, first } = grid;
  const [x, y] = [left + width / 2, top + height / 2];
  const [fromColumn, toColumn] = span(x, width, stride, columns);
  const [fromRow, toRow] = span(y, height, stride, rows);
  const cells: number[] = [];
  for (let row = fromRow; row <= toRow; row++) {
    for (let column = fromColumn; column <= toColumn; column++) cells.push(first + row * columns + column);
  }
  return cells;
}

/** The first and the last cell along one axis, both included. */
function span(middle: number, length: number, stride: number, count: number): [from: number, to: number] {
  const reach = Math.min(length / 2, radiusCells * stride);
  const from = Math.max(0, Math.ceil((middle - reach) / stride - 0.5));
  const to = Math.min(count - 1, Math.floor((middle + reach) / stride - 0.5));
  if (from <= to) return [from, to];
  const nearest = Math.min(count - 1, Math.max(0, Math.floor(middle / stride)));
  return [nearest, nearest];
}

function centreOf(cell: number, { stride, columns, first }: CellGrid): [x: number, y: number] {
  const place = cell - first;
  return [((place % columns) + 0.5) * stride, (Math.floor(place / columns) + 0.5) * stride];
}
