/** Real numbers by pixel, row by row; what they mean is up to whoever draws. */
export interface Canvas {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Float32Array;
}

export function emptyCanvas(widthPx: number, heightPx: number): Canvas {
  return { widthPx, heightPx, data: new Float32Array(widthPx * heightPx) };
}

/** Changes the pixels within the bounds [left, top, right, bottom], as far as they lie on the canvas. */
export function paint(
  { widthPx, heightPx, data }: Canvas,
  bounds: readonly [number, number, number, number],
  valueAt: (x: number, y: number, before: number) => number,
): void {
  const left = Math.max(0, Math.floor(bounds[0]));
  const top = Math.max(0, Math.floor(bounds[1]));
  const right = Math.min(widthPx - 1, Math.ceil(bounds[2]));
  const bottom = Math.min(heightPx - 1, Math.ceil(bounds[3]));
  for (let y = top; y <= bottom; y++) {
    for (let x = left, i = y * widthPx + left; x <= right; x++, i++) data[i] = valueAt(x, y, data[i]!);
  }
}

/** 0 up to `from`, 1 beyond `to`, smooth in between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
