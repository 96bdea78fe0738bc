import type { Field } from './field';

/** A rectangle of pixels: left, top, width, height, all whole. */
export type Window = readonly [x: number, y: number, widthPx: number, heightPx: number];

export interface Parts {
  readonly copper: number;
  readonly ground: number;
}

/** Side by side neighbours count for copper, corners too for the ground: no two diagonals can cross. */
export function countParts(field: Field, window: Window): Parts {
  return { copper: label(field, window, true).count, ground: label(field, window, false).count };
}

/**
 * Numbers the connected pieces of copper (or of bare ground) in a window from 1; 0 is everything else.
 * Row by row as in the window.
 */
export function label(
  field: Field,
  [left, top, width, height]: Window,
  copper: boolean,
): { labels: Int32Array; count: number } {
  // A border of zeros around the window spares the checks for its ends.
  const stride = width + 2;
  const padded = new Int32Array(stride * (height + 2));
  for (let y = 0; y < height; y++) {
    const row = (top + y) * field.widthPx + left;
    for (let x = 0; x < width; x++) {
      if (field.data[row + x]! > 0 === copper) padded[(y + 1) * stride + x + 1] = -1;
    }
  }
  const count = numberPieces(padded, copper ? [1, -1, stride, -stride] : around(stride));
  const labels = new Int32Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = (y + 1) * stride + 1;
    labels.set(padded.subarray(start, start + width), y * width);
  }
  return { labels, count };
}

function around(stride: number): number[] {
  return [1, -1, stride, -stride, stride + 1, stride - 1, -stride + 1, -stride - 1];
}

/** Numbers in place what is -1, piece by piece; gives how many there are. */
function numberPieces(labels: Int32Array, neighbours: readonly number[]): number {
  const stack = new Int32Array(labels.length);
  let count = 0;
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== -1) continue;
    labels[start] = ++count;
    stack[0] = start;
    for (let size = 1; size > 0;) {
      const i = stack[--size]!;
      for (let n = 0; n < neighbours.length; n++) {
        const next = i + neighbours[n]!;
        if (labels[next] !== -1) continue;
        labels[next] = count;
        stack[size++] = next;
      }
    }
  }
  return count;
}
