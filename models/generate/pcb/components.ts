import { placePad, type Layout, type Pad } from './layout';
import type { Node } from './grid';

/** The pads of one component, relative to its corner in grid steps. */
interface Footprint {
  readonly columns: number;
  readonly rows: number;
  readonly pads: readonly Omit<Pad, 'owner'>[];
}

/** Covers the board with footprints wherever there is room, large ones first. */
export function placeComponents(layout: Layout): void {
  const { random, grid } = layout;
  const wishes: readonly (readonly [draw: (layout: Layout) => Footprint, tries: number])[] = [
    [largePad, random.integer(0, 5)],
    [circuit, random.integer(1, 14)],
    [header, random.integer(1, 14)],
    [chip, random.integer(15, 110)],
    [via, random.integer(10, 80)],
  ];
  for (const [draw, tries] of wishes) {
    for (let i = 0; i < tries; i++) {
      const footprint = random.next() < 0.5 ? draw(layout) : turned(draw(layout));
      const corner: Node = [
        random.integer(0, Math.max(0, grid.columns - footprint.columns)),
        random.integer(0, Math.max(0, grid.rows - footprint.rows)),
      ];
      place(layout, footprint, corner);
    }
  }
}

function place(layout: Layout, { columns, rows, pads }: Footprint, [column, row]: Node): void {
  if (!layout.grid.isFree(column, row, column + columns, row + rows)) return;
  for (const pad of pads) {
    const node: Node = [column + pad.node[0], row + pad.node[1]];
    placePad(layout, { ...pad, node, owner: layout.nextOwner() });
  }
}

function turned({ columns, rows, pads }: Footprint): Footprint {
  return {
    columns: rows,
    rows: columns,
    pads: pads.map((pad) => ({
      ...pad,
      node: [pad.node[1], pad.node[0]],
      halfWidthPx: pad.halfHeightPx,
      halfHeightPx: pad.halfWidthPx,
    })),
  };
}

/** Two rows of oblong pads. */
function circuit({ random, style }: Layout): Footprint {
  const pins = random.integer(3, 10);
  const apart = random.integer(4, 9);
  const halfWidthPx = style.pitchPx * random.uniform(0.4, 0.62);
  const halfHeightPx = style.pitchPx * random.uniform(0.7, 1.3);
  const pads = [2, 2 + apart].flatMap((row) =>
    Array.from({ length: pins }, (_, pin) => ({
      node: [1 + pin * 2, row] as const,
      halfWidthPx,
      halfHeightPx,
      holePx: 0,
    })),
  );
  return { columns: pins * 2, rows: apart + 4, pads };
}

/** One or two rows of round pads with holes; the first one is square. */
function header({ random, style }: Layout): Footprint {
  const pins = random.integer(1, 7);
  const lines = random.integer(1, 2);
  const radius = style.pitchPx * random.uniform(0.75, 1.1);
  const holePx = radius * random.uniform(0.35, 0.55);
  const pads = Array.from({ length: pins * lines }, (_, i) => ({
    node: [2 + Math.floor(i / lines) * 3, 2 + (i % lines) * 3] as const,
    halfWidthPx: radius,
    halfHeightPx: radius,
    holePx,
  }));
  return { columns: pins * 3 + 1, rows: lines * 3 + 1, pads };
}

/** Two pads of a resistor or capacitor. */
function chip({ random, style }: Layout): Footprint {
  const apart = random.integer(2, 4);
  const halfWidthPx = style.pitchPx * random.uniform(0.5, 0.85);
  const halfHeightPx = halfWidthPx * random.uniform(0.9, 1.4);
  const pads = [1, 1 + apart].map((column) => ({
    node: [column, 1] as const,
    halfWidthPx,
    halfHeightPx,
    holePx: 0,
  }));
  return { columns: apart + 2, rows: 2, pads };
}

/** A through-plated hole, or a round test pad. */
function via({ random, style }: Layout): Footprint {
  const radius = style.pitchPx * random.uniform(0.42, 0.75);
  const holePx = random.next() < 0.8 ? radius * random.uniform(0.35, 0.5) : 0;
  return { columns: 2, rows: 2, pads: [{ node: [1, 1], halfWidthPx: radius, halfHeightPx: radius, holePx }] };
}

/** A mounting hole, a heat sink or a contact area. */
function largePad({ random, style }: Layout): Footprint {
  const round = random.next() < 0.5;
  const halfWidthPx = style.pitchPx * random.uniform(1.4, 3);
  const halfHeightPx = round ? halfWidthPx : style.pitchPx * random.uniform(1, 3);
  const holePx = round ? halfWidthPx * random.uniform(0.3, 0.65) : 0;
  return { columns: 8, rows: 8, pads: [{ node: [4, 4], halfWidthPx, halfHeightPx, holePx }] };
}
