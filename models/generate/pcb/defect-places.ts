import type { Random } from '#shared/numeric/random';
import type { Board } from './board';
import { captureMarginPx } from './capture';
import { depthAt, farPx, type Field } from './field';
import { blob, freeShape, ragged, thinnestPx } from './shapes';

/** Defects keep so far from the border that their boxes are whole in every pose. */
const edgePx = captureMarginPx + 24;

/** Chooses where and how; null where the place does not suit. All that `draw` changes lies in the window about (x, y). */
export type Place = (draft: Draft) => Plan | null;

export interface Plan {
  readonly x: number;
  readonly y: number;
  draw(): void;
}

export interface Draft {
  readonly random: Random;
  readonly board: Board;
  /** The copper so far, to be looked at and drawn on. */
  readonly field: Field;
}

/** A cut across a trace, ragged, sometimes as two or three scratches. */
export function placeOpen({ random, board, field }: Draft): Plan | null {
  const spot = onTrace(random, board);
  if (!spot || !isPlainTrace(field, spot)) return null;
  const { x, y, dx, dy, halfWidthPx } = spot;
  const scratches = random.pick([1, 1, 2, 3]);
  const slant = random.uniform(-0.5, 0.5);
  const draw = (): void => {
    for (let i = 0; i < scratches; i++) {
      const along = (i - (scratches - 1) / 2) * random.uniform(3, 6);
      const reach = halfWidthPx + random.uniform(2, 4);
      const [ax, ay] = [dx * along, dy * along];
      ragged(
        field,
        'cut',
        random,
        [
          x + ax - dy * reach - dx * slant * reach,
          y + ay + dx * reach - dy * slant * reach,
          x + ax + dy * reach + dx * slant * reach,
          y + ay - dx * reach + dy * slant * reach,
        ],
        random.uniform(thinnestPx, scratches > 1 ? 2.2 : 5),
      );
    }
  };
  return { x, y, draw };
}

/** A crooked bridge from an edge to another conductor. */
export function placeShort({ random, board, field }: Draft): Plan | null {
  const edge = onEdge(random, field);
  if (!edge) return null;
  const { x, y, nx, ny } = edge;
  let gap = 3;
  while (gap < 36 && depthAt(field, x + nx * gap, y + ny * gap) <= 0) gap++;
  if (gap >= 36) return null;
  if (netAt(board, x - nx, y - ny) === netAt(board, x + nx * (gap + 1), y + ny * (gap + 1))) return null;
  const bridge = [x - nx * 2, y - ny * 2, x + nx * (gap + 2), y + ny * (gap + 2)] as const;
  return {
    x: x + (nx * gap) / 2,
    y: y + (ny * gap) / 2,
    draw: () => ragged(field, 'add', random, bridge, random.uniform(1.9, 3.8)),
  };
}

/** The conductor at a pixel; 0 where there is none. */
function netAt({ nets, field }: Board, x: number, y: number): number {
  return nets[Math.round(y) * field.widthPx + Math.round(x)] ?? 0;
}

/** A bay or a nick in an edge that leaves the conductor whole. */
export function placeMousebite({ random, field }: Draft): Plan | null {
  const edge = onEdge(random, field);
  if (!edge) return null;
  const { x, y, nx, ny } = edge;
  let thickness = 1;
  while (thickness < 30 && depthAt(field, x - nx * thickness, y - ny * thickness) > 0) thickness++;
  if (thickness < 5) return null;
  const depth = Math.min(thickness * random.uniform(0.35, 0.7), random.uniform(4, 14));
  const bay = () =>
    blob(field, 'cut', random, x - nx * depth * 0.35, y - ny * depth * 0.35, depth * 0.65, [nx, ny]);
  const nick = () => {
    const lean = random.uniform(-1.2, 1.2);
    const end = [x - (nx - ny * lean) * depth, y - (ny + nx * lean) * depth] as const;
    ragged(field, 'cut', random, [x + nx * 2, y + ny * 2, ...end], random.uniform(thinnestPx, 3));
  };
  return { x, y, draw: random.next() < 0.5 ? bay : nick };
}

/** A thorn or bump on an edge that reaches nothing else. */
export function placeSpur({ random, field }: Draft): Plan | null {
  const edge = onEdge(random, field);
  if (!edge) return null;
  const { x, y, nx, ny } = edge;
  const length = random.uniform(4, 15);
  if (depthAt(field, x + nx * (length + 4), y + ny * (length + 4)) > -3) return null;
  const bump = () =>
    blob(field, 'add', random, x + nx * length * 0.35, y + ny * length * 0.35, length * 0.45, [nx, ny]);
  const thorn = () => {
    const lean = random.uniform(-0.7, 0.7);
    const tip = [x + (nx - ny * lean) * length, y + (ny + nx * lean) * length] as const;
    ragged(field, 'add', random, [x - nx * 2, y - ny * 2, ...tip], random.uniform(thinnestPx, 2.8));
  };
  return { x, y, draw: random.next() < 0.4 ? bump : thorn };
}

/** Copper where none belongs, touching nothing. */
export function placeSpurious({ random, field }: Draft): Plan | null {
  const [x, y] = anywhere(random, field);
  const room = -depthAt(field, x, y) - 4;
  if (room < 3) return null;
  const radius = Math.min(room, random.uniform(4, 14));
  return { x, y, draw: () => freeShape(field, 'add', random, x, y, radius) };
}

/** A hole inside copper. */
export function placePinHole({ random, field }: Draft): Plan | null {
  const [x, y] = anywhere(random, field);
  const room = depthAt(field, x, y) - 3.5;
  if (room < 2) return null;
  const radius = Math.min(room, random.uniform(3, 12));
  return { x, y, draw: () => freeShape(field, 'cut', random, x, y, radius) };
}

function anywhere(random: Random, { widthPx, heightPx }: Field): [number, number] {
  return [random.uniform(edgePx, widthPx - edgePx), random.uniform(edgePx, heightPx - edgePx)];
}

/** A random point on an edge with the unit normal that leads out of the copper. */
function onEdge(random: Random, field: Field): { x: number; y: number; nx: number; ny: number } | null {
  let [x, y] = anywhere(random, field);
  for (let step = 0; step < 3; step++) {
    const depth = depthAt(field, x, y);
    if (Math.abs(depth) >= farPx - 1) return null;
    const gx = depthAt(field, x - 1, y) - depthAt(field, x + 1, y);
    const gy = depthAt(field, x, y - 1) - depthAt(field, x, y + 1);
    const slope = Math.hypot(gx, gy);
    if (slope < 0.8) return null;
    const [nx, ny] = [gx / slope, gy / slope];
    if (Math.abs(depth) < 0.8) return inside(field, x, y) ? { x, y, nx, ny } : null;
    x += nx * depth;
    y += ny * depth;
  }
  return null;
}

function inside({ widthPx, heightPx }: Field, x: number, y: number): boolean {
  return x >= edgePx && y >= edgePx && x <= widthPx - edgePx && y <= heightPx - edgePx;
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly halfWidthPx: number;
}

/** A random point on the middle line of a trace with the trace's unit direction. */
function onTrace(random: Random, { traces, field }: Board): Spot | null {
  if (traces.length === 0) return null;
  const { line, halfWidthPx } = random.pick(traces);
  const [x0, y0, x1, y1] = line;
  const length = Math.hypot(x1 - x0, y1 - y0);
  const along = random.next();
  const [x, y] = [x0 + (x1 - x0) * along, y0 + (y1 - y0) * along];
  if (length < 8 || !inside(field, x, y)) return null;
  return { x, y, dx: (x1 - x0) / length, dy: (y1 - y0) / length, halfWidthPx };
}

/** Nothing but the trace itself here: bare ground on both of its sides. */
function isPlainTrace(field: Field, { x, y, dx, dy, halfWidthPx }: Spot): boolean {
  const out = halfWidthPx + 2.5;
  return (
    Math.abs(depthAt(field, x, y) - halfWidthPx) < 1.5 &&
    depthAt(field, x - dy * out, y + dx * out) < -1 &&
    depthAt(field, x + dy * out, y - dx * out) < -1
  );
}
