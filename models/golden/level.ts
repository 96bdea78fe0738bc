import type { Value } from '../graph/graph';
import { add, cast, mul, sub } from '../graph/ops/elementwise';
import { range, sizeOf, unsqueeze } from '../graph/ops/shape';
import { averagePool } from '../graph/ops/pool';

/** An image shrunk to cells of `cellPx` × `cellPx` pixels, with the place of its cells in the full image. */
export interface Level {
  /** [1, 1, rows, columns] */
  readonly image: Value;
  readonly cellPx: number;
  /** Centre of each column, [columns, 1], and of each row, [rows, 1]: pixels of the full image from its centre. */
  readonly x: Value;
  readonly y: Value;
  /** Sizes as floats without dimensions, of the full image in pixels. */
  readonly widthPx: Value;
  readonly heightPx: Value;
}

/** @param full [1, 1, height, width]; what is left over at the right and at the bottom belongs to no cell */
export function levelOf(full: Value, cellPx: number): Level {
  const cell = { kernel: [cellPx, cellPx], strides: [cellPx, cellPx] } as const;
  const image = cellPx === 1 ? full : averagePool(full, cell);
  const [widthPx, heightPx] = [cast(sizeOf(full, 3), 'float32'), cast(sizeOf(full, 2), 'float32')];
  const centres = (axis: number, sizePx: Value) => {
    const index = cast(range(sizeOf(image, axis)), 'float32');
    return unsqueeze(sub(add(mul(index, cellPx), cellPx / 2), mul(sizePx, 0.5)), [1]);
  };
  return { image, cellPx, widthPx, heightPx, x: centres(3, widthPx), y: centres(2, heightPx) };
}
