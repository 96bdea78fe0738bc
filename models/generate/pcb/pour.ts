import type { Layout } from './layout';
import { depthAt, farPx, stroke, unitsPerPx, type Field } from './field';
import { label } from './topology';

/** Depth inside a region in px; negative outside. */
type Region = (x: number, y: number) => number;

/** Fills regions with copper up to a clearance from everything else, as ground planes are. */
export function pourCopper(layout: Layout): void {
  const { random, style } = layout;
  const pours = random.pick([0, 0, 1, 1, 1, 2]);
  for (let i = 0; i < pours; i++) {
    const region = regionOf(layout);
    const clearancePx = style.pitchPx * random.uniform(0.3, 0.55);
    fill(layout.field, region, clearancePx, style.pitchPx * 0.22);
    for (const pad of layout.pads) {
      const [x, y] = layout.at(pad.node);
      if (pad.holePx > 0 && region(x, y) > 2 * style.pitchPx && random.next() < 0.4) {
        tie(layout, x, y, pad.halfWidthPx + clearancePx + 2);
      }
    }
  }
}

function regionOf({ random, field }: Layout): Region {
  const { widthPx, heightPx } = field;
  const cx = random.uniform(0, widthPx);
  const cy = random.uniform(0, heightPx);
  const kind = random.next();
  if (kind < 0.15) return () => farPx;
  if (kind < 0.3) {
    const radius = random.uniform(0.2, 0.6) * widthPx;
    return (x, y) => radius - Math.hypot(x - cx, y - cy);
  }
  const halfWidth = random.uniform(0.1, 0.4) * widthPx;
  const halfHeight = random.uniform(0.1, 0.4) * heightPx;
  const chamfer = random.uniform(0, 0.6) * Math.min(halfWidth, halfHeight);
  return (x, y) => {
    const inX = halfWidth - Math.abs(x - cx);
    const inY = halfHeight - Math.abs(y - cy);
    return Math.min(inX, inY, (inX + inY - chamfer) * Math.SQRT1_2);
  };
}

/** Four bridges from a pad to the plane around it. */
function tie({ field, style }: Layout, x: number, y: number, lengthPx: number): void {
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    stroke(field, 'add', [x, y, x + dx * lengthPx, y + dy * lengthPx], style.traceHalfPx * 0.8, farPx);
  }
}

/** Leaves out slivers thinner than twice `halfWidthPx` and islands too small to be of use. */
function fill(field: Field, region: Region, clearancePx: number, halfWidthPx: number): void {
  const { widthPx, heightPx, data } = field;
  const depths = new Float32Array(data.length);
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, i++)
      depths[i] = Math.min(region(x, y), -data[i]! / unitsPerPx - clearancePx);
  }
  const toCore = distanceTo(depths, halfWidthPx, widthPx, heightPx);
  const poured: Field = { widthPx, heightPx, data: new Int16Array(data.length) };
  for (let i = 0; i < depths.length; i++) {
    const depth = toCore[i] === 0 ? depths[i]! : Math.min(depths[i]!, halfWidthPx - toCore[i]!);
    poured.data[i] = Math.round(Math.max(-farPx, depth) * unitsPerPx);
  }
  const { labels, count } = label(poured, [0, 0, widthPx, heightPx], true);
  const areas = new Int32Array(count + 1);
  for (const piece of labels) areas[piece]!++;
  areas[0] = 0;
  for (let i = 0; i < depths.length; i++) {
    const large = areas[labels[i]!]! > 60 * halfWidthPx * halfWidthPx;
    depths[i] = large ? poured.data[i]! / unitsPerPx : -farPx;
  }
  const toPoured = distanceTo(depths, Number.MIN_VALUE, widthPx, heightPx);
  for (let i = 0; i < data.length; i++) {
    const depth = toPoured[i] === 0 ? depths[i]! : 0.5 - toPoured[i]!;
    data[i] = Math.max(data[i]!, Math.round(depth * unitsPerPx));
  }
}

/** Chamfer distance (1 and √2 a step) in px to the pixels at least `threshold` deep. */
function distanceTo(
  depths: Float32Array,
  threshold: number,
  widthPx: number,
  heightPx: number,
): Float32Array {
  // A border that is far from everything spares the checks for the ends.
  const stride = widthPx + 2;
  const out = new Float32Array(stride * (heightPx + 2)).fill(farPx);
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0, at = (y + 1) * stride + 1; x < widthPx; x++, at++, i++) {
      if (depths[i]! >= threshold) out[at] = 0;
    }
  }
  /** Looks at the neighbours that came before: one step back, and three in the row behind. */
  const relax = (at: number, back: number, behind: number): void => {
    const side = Math.min(out[at + back]!, out[at + behind]!) + 1;
    const corner = Math.min(out[at + behind - 1]!, out[at + behind + 1]!) + Math.SQRT2;
    out[at] = Math.min(out[at]!, side, corner);
  };
  for (let y = 1; y <= heightPx; y++) {
    for (let at = y * stride + 1; at <= y * stride + widthPx; at++) relax(at, -1, -stride);
  }
  for (let y = heightPx; y >= 1; y--) {
    for (let at = y * stride + widthPx; at > y * stride; at--) relax(at, 1, stride);
  }
  const distances = new Float32Array(depths.length);
  for (let y = 0; y < heightPx; y++) {
    const start = (y + 1) * stride + 1;
    distances.set(out.subarray(start, start + widthPx), y * widthPx);
  }
  return distances;
}

/** Is the whole box at least `clearancePx` away from copper? */
export function isBare(
  field: Field,
  [left, top, width, height]: readonly [number, number, number, number],
  clearancePx: number,
): boolean {
  for (let y = top; y <= top + height; y += 4) {
    for (let x = left; x <= left + width; x += 4) if (depthAt(field, x, y) > -clearancePx) return false;
  }
  return true;
}
