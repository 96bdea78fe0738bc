import type { Node } from './grid';
import { layTrace, placePad, type Layout, type Pad } from './layout';

/** Parallel traces from one border to the opposite one, with one joint bend of 45°. */
export function layBuses(layout: Layout): void {
  const { random, grid, style } = layout;
  for (let bus = random.integer(0, 2); bus > 0; bus--) {
    const upright = random.next() < 0.5;
    const across = upright ? grid.columns : grid.rows;
    const along = upright ? grid.rows : grid.columns;
    const lines = random.integer(2, 7);
    const first = random.integer(0, across - lines);
    const shift = random.integer(-6, 6);
    const bend = random.integer(2, along - 9);
    const halfWidthPx = random.next() < style.wideShare ? style.pitchPx * 0.26 : style.traceHalfPx;
    for (let line = first; line < first + lines; line++) {
      const nodes = Array.from({ length: along }, (_, step): Node => {
        const place = line + Math.sign(shift) * Math.min(Math.max(step - bend, 0), Math.abs(shift));
        return upright ? [place, step] : [step, place];
      });
      if (nodes.every(([column, row]) => grid.isFree(column, row, column, row))) {
        layTrace(layout, nodes, layout.nextOwner(), halfWidthPx, false);
      }
    }
  }
}

/** Each pad, in random order, to another nearby, to a new via, or out of the picture. */
export function connectPads(layout: Layout): void {
  const { random, pads } = layout;
  const order = pads.map((pad) => ({ pad, key: random.next() })).sort((a, b) => a.key - b.key);
  const uses = new Map<Pad, number>();
  for (const { pad } of order) {
    if ((uses.get(pad) ?? 0) > 0 && random.next() < 0.6) continue;
    const near = pads
      .filter(
        (other) =>
          other.owner !== pad.owner && distance(other.node, pad.node) >= 3 && (uses.get(other) ?? 0) < 2,
      )
      .sort((a, b) => distance(a.node, pad.node) - distance(b.node, pad.node))
      .slice(0, 10);
    for (let tries = 0; tries < 3; tries++) {
      const kind = random.next();
      const target =
        kind < 0.6
          ? near[random.integer(0, near.length - 1)]
          : kind < 0.8
            ? newVia(layout, pad)
            : borderNear(layout, pad);
      if (!target || !connect(layout, pad, target)) continue;
      uses.set(pad, (uses.get(pad) ?? 0) + 1);
      uses.set(target, (uses.get(target) ?? 0) + 1);
      break;
    }
  }
}

function connect(layout: Layout, from: Pad, to: Pad): boolean {
  const { random, style, grid } = layout;
  const wide = random.next() < style.wideShare;
  const nodes = grid.route(from.node, to.node, from.owner, to.owner, wide);
  if (!nodes) return false;
  if (to.halfWidthPx > 0 && !layout.pads.includes(to)) placePad(layout, to);
  layTrace(layout, nodes, from.owner, wide ? style.wideHalfPx : style.traceHalfPx, wide);
  return true;
}

function newVia(layout: Layout, pad: Pad): Pad | null {
  const { random, style, grid } = layout;
  const node: Node = [pad.node[0] + random.integer(-7, 7), pad.node[1] + random.integer(-7, 7)];
  if (!grid.isFree(node[0] - 1, node[1] - 1, node[0] + 1, node[1] + 1)) return null;
  const radius = style.pitchPx * random.uniform(0.42, 0.6);
  return {
    owner: layout.nextOwner(),
    node,
    halfWidthPx: radius,
    halfHeightPx: radius,
    holePx: radius * random.uniform(0.35, 0.5),
  };
}

/** A pad of no size where the trace leaves the picture. */
function borderNear(layout: Layout, pad: Pad): Pad {
  const { random, grid } = layout;
  const [column, row] = pad.node;
  const aside = random.integer(-4, 4);
  const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
  const ways: Node[] = [
    [0, within(row + aside, grid.rows)],
    [grid.columns - 1, within(row + aside, grid.rows)],
    [within(column + aside, grid.columns), 0],
    [within(column + aside, grid.columns), grid.rows - 1],
  ];
  const node = ways.sort((a, b) => distance(a, pad.node) - distance(b, pad.node))[random.integer(0, 1)]!;
  return { owner: pad.owner, node, halfWidthPx: 0, halfHeightPx: 0, holePx: 0 };
}

function distance(a: Node, b: Node): number {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));
}
