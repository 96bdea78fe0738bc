import type { Box, ImagePoint } from '#shared/numeric/geometry';

/**
 * x' = a·x + b·y + c, y' = d·x + e·y + f as [a, b, c, d, e, f], on positions in pixels: (0, 0) is the top left corner of
 * the top left pixel, whose centre is (½, ½).
 */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const identity: Affine = [1, 0, 0, 0, 1, 0];

export function translation(x: number, y: number): Affine {
  return [1, 0, x, 0, 1, y];
}

/** About the origin. */
export function scaling(x: number, y = x): Affine {
  return [x, 0, 0, 0, y, 0];
}

/** About the origin, clockwise as seen in an image. Quarter turns are exact. */
export function rotation(degrees: number): Affine {
  const quarters = degrees / 90;
  const exact = Number.isInteger(quarters);
  const radians = (degrees * Math.PI) / 180;
  const turn = ((quarters % 4) + 4) % 4;
  const cos = exact ? [1, 0, -1, 0][turn]! : Math.cos(radians);
  const sin = exact ? [0, 1, 0, -1][turn]! : Math.sin(radians);
  return [cos, -sin, 0, sin, cos, 0];
}

/** The one that does these, first to last. */
export function chain(...steps: readonly Affine[]): Affine {
  return steps.reduce(
    ([a, b, c, d, e, f], [g, h, i, j, k, l]) => [
      g * a + h * d,
      g * b + h * e,
      g * c + h * f + i,
      j * a + k * d,
      j * b + k * e,
      j * c + k * f + l,
    ],
    identity,
  );
}

/** The area of a pixel afterwards, px². */
export function areaScale([a, b, , d, e]: Affine): number {
  return Math.abs(a * e - b * d);
}

/** The way back. Throws RangeError where there is none: everything falls on a line. */
export function inverse([a, b, c, d, e, f]: Affine): Affine {
  const determinant = a * e - b * d;
  if (determinant === 0) throw new RangeError('a transform without area has no inverse');
  const [g, h, j, k] = [e / determinant, -b / determinant, -d / determinant, a / determinant];
  return [g, h, -(g * c + h * f), j, k, -(j * c + k * f)];
}

export function apply([a, b, c, d, e, f]: Affine, [x, y]: ImagePoint): ImagePoint {
  return [a * x + b * y + c, d * x + e * y + f];
}

/** The upright box around what becomes of the box. */
export function boundsOf(transform: Affine, [x, y, width, height]: Box): Box {
  const corners = [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ] as const;
  const moved = corners.map((corner) => apply(transform, corner));
  const left = Math.min(...moved.map((point) => point[0]));
  const top = Math.min(...moved.map((point) => point[1]));
  const right = Math.max(...moved.map((point) => point[0]));
  const bottom = Math.max(...moved.map((point) => point[1]));
  return [left, top, right - left, bottom - top];
}
