/**
 * A board as a signed distance field: how far each pixel lies inside copper (positive) or outside (negative), in
 * sixteenths of a pixel, row by row. Its zero level is the edge, so shapes join by maximum, are cut by minimum, and
 * edges stay smooth when the board is shifted, rotated or over-etched.
 */
export interface Field {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Int16Array;
}

export const unitsPerPx = 16;
/** Distances are kept up to here, on either side of an edge. */
export const farPx = 32;
const far = farPx * unitsPerPx;

export type Join = 'add' | 'cut';

export function emptyField(widthPx: number, heightPx: number): Field {
  return { widthPx, heightPx, data: new Int16Array(widthPx * heightPx).fill(-far) };
}

/** Distance inside copper at a pixel, in px; far outside beyond the border. */
export function depthAt(field: Field, x: number, y: number): number {
  const column = Math.round(x);
  const row = Math.round(y);
  if (column < 0 || row < 0 || column >= field.widthPx || row >= field.heightPx) return -farPx;
  return field.data[row * field.widthPx + column]! / unitsPerPx;
}

/** A stroke with round ends from (x0, y0) to (x1, y1). @param reachPx how far around it distances are wanted */
export function stroke(
  field: Field,
  join: Join,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  radiusPx: number,
  reachPx: number,
): void {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const squared = dx * dx + dy * dy || 1;
  const margin = radiusPx + reachPx;
  const bounds = [
    Math.min(x0, x1) - margin,
    Math.min(y0, y1) - margin,
    Math.max(x0, x1) + margin,
    Math.max(y0, y1) + margin,
  ] as const;
  draw(field, join, bounds, (depths, left, y) => {
    for (let i = 0; i < depths.length; i++) {
      const x = left + i;
      const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / squared));
      const ex = x - x0 - along * dx;
      const ey = y - y0 - along * dy;
      depths[i] = radiusPx - Math.sqrt(ex * ex + ey * ey);
    }
  });
}

export function disc(
  field: Field,
  join: Join,
  x: number,
  y: number,
  radiusPx: number,
  reachPx: number,
): void {
  stroke(field, join, [x, y, x, y], radiusPx, reachPx);
}

/** An upright rectangle about (cx, cy) with rounded corners; the corners' radius is at most half the shorter side. */
export function roundedBox(
  field: Field,
  join: Join,
  [cx, cy, halfWidth, halfHeight]: readonly [number, number, number, number],
  cornerPx: number,
  reachPx: number,
): void {
  const corner = Math.min(cornerPx, halfWidth, halfHeight);
  const bounds = [
    cx - halfWidth - reachPx,
    cy - halfHeight - reachPx,
    cx + halfWidth + reachPx,
    cy + halfHeight + reachPx,
  ] as const;
  draw(field, join, bounds, (depths, left, y) => {
    const qy = Math.abs(y - cy) - halfHeight + corner;
    for (let i = 0; i < depths.length; i++) {
      const qx = Math.abs(left + i - cx) - halfWidth + corner;
      const outside = qx > 0 && qy > 0 ? Math.sqrt(qx * qx + qy * qy) : Math.max(qx, qy);
      depths[i] = corner - outside;
    }
  });
}

/**
 * Joins a shape over the bounds [left, top, right, bottom].
 * @param depthsOf writes its depths (px inside, negative outside) for a row from `left` on: a call for each pixel would
 * make a new number of each depth
 */
function draw(
  field: Field,
  join: Join,
  bounds: readonly [number, number, number, number],
  depthsOf: (depths: Float64Array, left: number, y: number) => void,
): void {
  const { widthPx, heightPx, data } = field;
  const left = Math.max(0, Math.floor(bounds[0]));
  const top = Math.max(0, Math.floor(bounds[1]));
  const right = Math.min(widthPx - 1, Math.ceil(bounds[2]));
  const bottom = Math.min(heightPx - 1, Math.ceil(bounds[3]));
  const depths = new Float64Array(Math.max(0, right - left + 1));
  for (let y = top; y <= bottom; y++) {
    depthsOf(depths, left, y);
    const start = y * widthPx + left;
    for (let i = 0; i < depths.length; i++) {
      const value = Math.max(-far, Math.min(far, Math.round(depths[i]! * unitsPerPx)));
      if (join === 'add') {
        if (value > data[start + i]!) data[start + i] = value;
      } else if (-value < data[start + i]!) data[start + i] = -value;
    }
  }
}
