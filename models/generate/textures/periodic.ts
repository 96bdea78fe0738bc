import { smoothstep } from '../canvas';
import { patterned } from './view';

/** Distance to the nearest whole number, 0..0.5. */
const toWhole = (value: number): number => Math.abs(value - Math.round(value));
const fraction = (value: number): number => value - Math.floor(value);
/** −1 outside, 1 inside, by the distance inside; the edge is `soft` wide. */
const edge = (inside: number, soft = 0.1): number => 2 * smoothstep(-soft / 2, soft / 2, inside) - 1;

/** Straight bars. */
export const stripes = patterned([6, 22], (random) => {
  const half = random.uniform(0.15, 0.35);
  const soft = random.uniform(0.1, 0.35);
  return (x) => edge(half - toWhole(x), soft);
});

/** Bars that turn sharply, to and fro. */
export const zigzags = patterned([7, 18], (random) => {
  const length = random.uniform(1.5, 3.5);
  const swing = random.uniform(1, 1.8);
  const half = random.uniform(0.15, 0.35);
  return (x, y) => edge(half - toWhole(x + 2 * swing * toWhole(y / length)), 0.15);
});

/** Thin lines in two directions. */
export const grids = patterned([9, 26], (random) => {
  const half = random.uniform(0.06, 0.14);
  const ratio = random.uniform(1, 1.6);
  return (x, y) => edge(half - Math.min(toWhole(x), ratio * toWhole(y / ratio)));
});

export const checkers = patterned([6, 20], (random) => {
  const ratio = random.uniform(1, 1.5);
  return (x, y) => {
    const inX = 0.25 - toWhole(x / 2 + 0.25);
    const inY = 0.25 - toWhole(y / (2 * ratio) + 0.25);
    return edge(inX * 4, 0.3) * edge(inY * 4, 0.3);
  };
});

/** Discs in even rows, beside or between those of the row before. */
export const dots = patterned([7, 20], (random) => {
  const radius = random.uniform(0.18, 0.34);
  const shift = random.pick([0, 0.5]);
  const soft = random.uniform(0.1, 0.25);
  return (x, y) => edge(radius - Math.hypot(toWhole(x + shift * Math.floor(y + 0.5)), toWhole(y)), soft);
});

/** Walls with mortar between rows of bricks that are shifted by a half, no brick quite like the next. */
export const bricks = patterned([8, 18], (random) => {
  const length = random.uniform(1.8, 2.6);
  const mortar = random.uniform(0.06, 0.12);
  const tints = Float64Array.from({ length: 256 }, () => random.uniform(-0.35, 0.35));
  return (x, y) => {
    const row = Math.floor(y);
    const along = x / length + (row & 1) / 2;
    const inside = Math.min(fraction(y), 1 - fraction(y), length * toWhole(along));
    const wall = edge(inside - mortar);
    return wall > 0 ? wall * 0.65 + tints[(Math.floor(along) * 31 + row * 7) & 255]! : wall;
  };
});

/** Threads that pass over and under each other; the two directions may be of two shades. */
export const weaves = patterned([8, 18], (random) => {
  const half = random.uniform(0.4, 0.49);
  const tint = random.uniform(0.05, 0.4);
  const thread = (across: number, along: number, shade: number) => {
    const share = across / half;
    return shade - 0.75 + 1.4 * Math.sqrt(1 - share * share) * (0.4 + 0.6 * Math.cos(Math.PI * along));
  };
  return (x, y) => {
    const [column, row] = [Math.round(x), Math.round(y)];
    const [dx, dy] = [x - column, y - row];
    const warpIsOver = ((column + row) & 1) === 0;
    if (Math.abs(warpIsOver ? dx : dy) < half)
      return warpIsOver ? thread(dx, dy, tint) : thread(dy, dx, -tint);
    // Beside the upper thread the lower one goes down, into the dark.
    return Math.abs(warpIsOver ? dy : dx) < half ? -0.9 : -1.1;
  };
});

/** Honeycomb: the lines between the nearest points of a triangular lattice. */
export const honeycombs = patterned([9, 24], (random) => {
  const half = random.uniform(0.05, 0.12);
  return (x, y) => edge(half - hexagonBorder(x, y));
});

/** Distance to the border of the hexagon of width 1 around a point. */
function hexagonBorder(x: number, y: number): number {
  const height = Math.sqrt(3);
  const [ax, ay] = [x - Math.round(x), y - height * Math.round(y / height)];
  const [bx, by] = [x - Math.floor(x) - 0.5, y - height * (Math.floor(y / height) + 0.5)];
  const nearer = ax * ax + ay * ay < bx * bx + by * by;
  const [dx, dy] = [Math.abs(nearer ? ax : bx), Math.abs(nearer ? ay : by)];
  return 0.5 - Math.max(dx, dx / 2 + (dy * height) / 2);
}
