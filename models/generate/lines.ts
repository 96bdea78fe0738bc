import { paint, type Canvas } from './canvas';

/** A point that a line runs through, with the radius and the value that it has there. */
export interface LineNode {
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
  readonly value: number;
}

/**
 * What a line is like across: the share of its value at a distance from its middle, px, positive to the right of its
 * direction; 0 beyond the radius and `profileReachPx`.
 */
export type Profile = (distancePx: number, radiusPx: number) => number;

/** How far outside its radius a profile may reach, px. */
export const profileReachPx = 3;
/** The box around a slanting piece is mostly empty: longer pieces are drawn in parts. */
const longestPiecePx = 8;

/** Full inside, with an edge as wide as a pixel. */
export const solid: Profile = (distancePx, radiusPx) =>
  Math.min(1, Math.max(0, radiusPx + 0.5 - Math.abs(distancePx)));

/** Draws a line with round ends. Where lines meet, the value that is larger either way counts. */
export function drawLine(canvas: Canvas, nodes: readonly LineNode[], profile: Profile = solid): void {
  for (let i = 1; i < nodes.length; i++) {
    const from = nodes[i - 1]!;
    const to = nodes[i]!;
    const pieces = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / longestPiecePx));
    for (let piece = 0; piece < pieces; piece++) {
      drawPiece(canvas, between(from, to, piece / pieces), between(from, to, (piece + 1) / pieces), profile);
    }
  }
}

/** A line of one radius and value through points. */
export function drawPath(
  canvas: Canvas,
  points: readonly (readonly [x: number, y: number])[],
  radiusPx: number,
  value: number,
): void {
  drawLine(
    canvas,
    points.map(([x, y]) => ({ x, y, radiusPx, value })),
  );
}

function drawPiece(canvas: Canvas, from: LineNode, to: LineNode, profile: Profile): void {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy || 1;
  const margin = Math.max(from.radiusPx, to.radiusPx) + profileReachPx;
  const bounds = [
    Math.min(from.x, to.x) - margin,
    Math.min(from.y, to.y) - margin,
    Math.max(from.x, to.x) + margin,
    Math.max(from.y, to.y) + margin,
  ] as const;
  paint(canvas, bounds, (x, y, before) => {
    const along = ((x - from.x) * dx + (y - from.y) * dy) / squared;
    const t = Math.min(1, Math.max(0, along));
    const awayX = x - from.x - t * dx;
    const awayY = y - from.y - t * dy;
    const away = Math.sqrt(awayX * awayX + awayY * awayY);
    const distance = awayY * dx < awayX * dy ? -away : away;
    const radius = from.radiusPx + (to.radiusPx - from.radiusPx) * t;
    const value = (from.value + (to.value - from.value) * t) * profile(distance, radius);
    return Math.abs(value) > Math.abs(before) ? value : before;
  });
}

function between(a: LineNode, b: LineNode, t: number): LineNode {
  const mix = (from: number, to: number) => from + (to - from) * t;
  return {
    x: mix(a.x, b.x),
    y: mix(a.y, b.y),
    radiusPx: mix(a.radiusPx, b.radiusPx),
    value: mix(a.value, b.value),
  };
}
