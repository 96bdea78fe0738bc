import type { Random } from '#shared/numeric/random';
import { emptyField, farPx, stroke, type Field } from './field';
import { corners, Grid, type Node } from './grid';

export interface Trace {
  readonly line: readonly [x0: number, y0: number, x1: number, y1: number];
  readonly halfWidthPx: number;
}

/** The scale of a board and the taste of whoever laid it out; lengths in px. */
export interface Style {
  readonly pitchPx: number;
  readonly traceHalfPx: number;
  readonly wideHalfPx: number;
  readonly clearancePx: number;
  readonly cornerPx: number;
  readonly wideShare: number;
}

export interface Pad {
  readonly owner: number;
  readonly node: Node;
  readonly halfWidthPx: number;
  readonly halfHeightPx: number;
  readonly holePx: number;
}

/** A board while it is being laid out. */
export interface Layout {
  readonly random: Random;
  readonly style: Style;
  readonly field: Field;
  readonly grid: Grid;
  readonly pads: Pad[];
  readonly traces: Trace[];
  /** Numbers the next conductor. */
  nextOwner(): number;
  /** Centre of a node in px. */
  at(node: Node): readonly [x: number, y: number];
}

/** An empty board of a taste of its own. */
export function startLayout(random: Random, widthPx: number, heightPx: number): Layout {
  const pitchPx = Math.exp(random.uniform(Math.log(13), Math.log(44)));
  const style: Style = {
    pitchPx,
    traceHalfPx: Math.max(2.2, pitchPx * random.uniform(0.15, 0.25)),
    wideHalfPx: pitchPx * random.uniform(0.38, 0.55),
    clearancePx: pitchPx * random.uniform(0.26, 0.32),
    cornerPx: random.pick([0, pitchPx * 0.15, pitchPx]),
    wideShare: random.uniform(0.05, 0.4),
  };
  const beyond = 2;
  const offset = [random.uniform(0, 1), random.uniform(0, 1)] as const;
  const grid = new Grid(
    Math.ceil(widthPx / pitchPx) + 2 * beyond,
    Math.ceil(heightPx / pitchPx) + 2 * beyond,
  );
  let owners = 0;
  return {
    random,
    style,
    field: emptyField(widthPx, heightPx),
    grid,
    pads: [],
    traces: [],
    nextOwner: () => ++owners,
    at: ([column, row]) => [(column - beyond + offset[0]) * pitchPx, (row - beyond + offset[1]) * pitchPx],
  };
}

/** Adds a pad and claims the nodes around it; it is drawn when all are placed. */
export function placePad(layout: Layout, pad: Pad): void {
  const { pitchPx, clearancePx, traceHalfPx } = layout.style;
  const [column, row] = pad.node;
  const x = (pad.halfWidthPx + clearancePx + traceHalfPx) / pitchPx;
  const y = (pad.halfHeightPx + clearancePx + traceHalfPx) / pitchPx;
  layout.grid.claim(pad.owner, column - x, row - y, column + x, row + y);
  layout.grid.claim(pad.owner, column, row, column, row);
  layout.pads.push(pad);
}

/** Draws a trace along the nodes and claims them. */
export function layTrace(
  layout: Layout,
  nodes: readonly Node[],
  owner: number,
  halfWidthPx: number,
  wide: boolean,
): void {
  const reach = wide ? 1 : 0;
  for (const [column, row] of nodes)
    layout.grid.claim(owner, column - reach, row - reach, column + reach, row + reach);
  const points = corners(nodes).map((node) => layout.at(node));
  for (let i = 0; i + 1 < points.length; i++) {
    const line = [...points[i]!, ...points[i + 1]!] as unknown as Trace['line'];
    stroke(layout.field, 'add', line, halfWidthPx, farPx);
    layout.traces.push({ line, halfWidthPx });
  }
}
