import type { Random } from '#shared/numeric/random';
import { smoothstep } from '../canvas';
import { patterned } from './view';

const lattice = 32;
const inside = lattice - 1;

/** The nearest and the second nearest of random points, one in each square of side 1. */
interface Nearest {
  first: number;
  second: number;
  /** Of the nearest point; 0..1, its own. */
  tint: number;
}

/** Cellular noise (Worley 1996). The result is the same object every time. @param jitter 0: a lattice; 1: anywhere */
function cellular(random: Random, jitter: number): (x: number, y: number) => Nearest {
  const draw = () => Float32Array.from({ length: lattice * lattice }, () => random.next());
  const [xs, ys, tints] = [draw(), draw(), draw()];
  const nearest: Nearest = { first: 0, second: 0, tint: 0 };
  return (x, y) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    let [first, second, tint] = [Infinity, Infinity, 0];
    for (let r = row - 1; r <= row + 1; r++) {
      for (let c = column - 1; c <= column + 1; c++) {
        const i = (r & inside) * lattice + (c & inside);
        const dx = c + 0.5 + jitter * (xs[i]! - 0.5) - x;
        const dy = r + 0.5 + jitter * (ys[i]! - 0.5) - y;
        const squared = dx * dx + dy * dy;
        if (squared < first) {
          second = first;
          first = squared;
          tint = tints[i]!;
        } else if (squared < second) second = squared;
      }
    }
    nearest.first = Math.sqrt(first);
    nearest.second = Math.sqrt(second);
    nearest.tint = tint;
    return nearest;
  };
}

/** A net of thin lines between cells. */
export const nets = patterned([11, 26], (random) => {
  const at = cellular(random, random.uniform(0.7, 1));
  const width = random.uniform(0.06, 0.14);
  return (x, y) => {
    const { first, second } = at(x, y);
    return 1 - 2 * smoothstep(width * 0.4, width * 1.6, second - first);
  };
});

/** Grains of a metal: flat cells, each of its own shade, without lines. */
export const facets = patterned([9, 24], (random) => {
  const at = cellular(random, 1);
  return (x, y) => 2 * at(x, y).tint - 1;
});

/** Round grains side by side, bright in their middle. */
export const pebbles = patterned([6, 15], (random) => {
  const at = cellular(random, random.uniform(0.6, 0.9));
  return (x, y) => {
    const { first, second, tint } = at(x, y);
    return Math.min(1, 3.2 * (second - first)) * (0.7 + 0.5 * tint - 0.9 * first) * 1.7 - 0.8;
  };
});
