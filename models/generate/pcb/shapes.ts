import type { Random } from '#shared/numeric/random';
import { disc, stroke, type Field, type Join } from './field';

/** Around a defect distances are right up to here; further out they are still those of the board without it. */
export const reachPx = 12;
/** Rough edges must not close a gap or break a bridge: no stroke has a smaller radius. */
export const thinnestPx = 1.6;

/** A shape that lies free, within a circle: a blob, a crumb with a hook, a bent thread. */
export function freeShape(
  field: Field,
  join: Join,
  random: Random,
  x: number,
  y: number,
  radiusPx: number,
): void {
  const angle = random.uniform(0, 2 * Math.PI);
  if (random.next() < 0.5 || radiusPx < 3) {
    blob(field, join, random, x, y, radiusPx * 0.57, [Math.cos(angle), Math.sin(angle)]);
    return;
  }
  const width = Math.min(radiusPx * 0.4, random.uniform(thinnestPx, 2.8));
  const reach = radiusPx - width;
  const [cos, sin] = [Math.cos(angle) * reach, Math.sin(angle) * reach];
  const turn = random.uniform(-0.9, 0.9);
  ragged(field, join, random, [x - cos, y - sin, x, y], width);
  ragged(field, join, random, [x, y, x + cos - sin * turn * 0.6, y + sin + cos * turn * 0.6], width);
}

/** A few overlapping discs along an axis. */
export function blob(
  field: Field,
  join: Join,
  random: Random,
  x: number,
  y: number,
  radiusPx: number,
  axis: readonly [number, number],
): void {
  const discs = random.integer(3, 6);
  const stretch = random.uniform(0.2, 0.8);
  for (let i = 0; i < discs; i++) {
    const across = random.uniform(-stretch, stretch) * radiusPx;
    const along = random.uniform(-0.25, 0.25) * radiusPx;
    disc(
      field,
      join,
      x - axis[1] * across + axis[0] * along,
      y + axis[0] * across + axis[1] * along,
      radiusPx * random.uniform(0.5, 0.95),
      reachPx,
    );
  }
}

/** A stroke that wanders and swells on its way. */
export function ragged(
  field: Field,
  join: Join,
  random: Random,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  radiusPx: number,
): void {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const pieces = Math.max(2, Math.round(length / 5));
  const wander = Math.min(2, length * 0.12);
  let [fromX, fromY] = [x0, y0];
  for (let i = 1; i <= pieces; i++) {
    const swerve = i === pieces ? 0 : random.normal(0, wander);
    const toX = x0 + ((x1 - x0) * i) / pieces - ((y1 - y0) / (length || 1)) * swerve;
    const toY = y0 + ((y1 - y0) * i) / pieces + ((x1 - x0) / (length || 1)) * swerve;
    stroke(
      field,
      join,
      [fromX, fromY, toX, toY],
      Math.max(thinnestPx, radiusPx * random.uniform(0.75, 1.25)),
      reachPx,
    );
    [fromX, fromY] = [toX, toY];
  }
}
