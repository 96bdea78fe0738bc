import type { Random } from '#shared/numeric/random';
import { drawLine, drawPath } from '../lines';
import { glyphAdvance, glyphHeight, markLetters, textStrokes } from '../pcb/glyphs';
import type { Canvas } from '../canvas';
import { logUniform, type Draw } from './view';

type Point = readonly [x: number, y: number];

/** How many strokes a picture of this size takes, where one of 96 × 96 takes `count`. */
function countFor({ widthPx, heightPx }: Canvas, count: number): number {
  return Math.max(1, Math.round((count * widthPx * heightPx) / 96 ** 2));
}

function anywhere({ widthPx, heightPx }: Canvas, random: Random): Point {
  return [random.uniform(0, widthPx), random.uniform(0, heightPx)];
}

/** Straight scores in all directions. */
export const scratches: Draw = (canvas, random) => {
  const radius = random.uniform(0.4, 1);
  for (let left = countFor(canvas, random.integer(4, 14)); left > 0; left--) {
    const [x, y] = anywhere(canvas, random);
    const angle = random.uniform(0, Math.PI);
    const half = logUniform(random, 12, 45);
    const [dx, dy] = [Math.cos(angle) * half, Math.sin(angle) * half];
    const value = random.uniform(0.6, 1);
    drawLine(canvas, [
      { x: x - dx, y: y - dy, radiusPx: radius * 0.6, value: value * 0.4 },
      { x, y, radiusPx: radius, value },
      { x: x + dx, y: y + dy, radiusPx: radius * 0.6, value: value * 0.4 },
    ]);
  }
};

/** Long hairs that curl. */
export const fibres: Draw = (canvas, random) => {
  const radius = random.uniform(0.4, 1.1);
  for (let left = countFor(canvas, random.integer(3, 9)); left > 0; left--) {
    let [x, y] = anywhere(canvas, random);
    let heading = random.uniform(0, 2 * Math.PI);
    let curl = random.normal(0, 0.12);
    const points: Point[] = [];
    for (let step = random.integer(12, 30); step > 0; step--) {
      points.push([x, y]);
      curl = 0.9 * curl + random.normal(0, 0.05);
      heading += curl;
      x += 3 * Math.cos(heading);
      y += 3 * Math.sin(heading);
    }
    drawPath(canvas, points, radius, random.uniform(0.6, 1));
  }
};

/** A few long cracks, jagged and branching. */
export const cracks: Draw = (canvas, random) => {
  for (let left = countFor(canvas, random.integer(1, 3)); left > 0; left--) {
    const middle: Point = [
      canvas.widthPx * random.uniform(0.2, 0.8),
      canvas.heightPx * random.uniform(0.2, 0.8),
    ];
    const heading = random.uniform(0, 2 * Math.PI);
    const radius = random.uniform(0.5, 1.3);
    for (const way of [heading, heading + Math.PI]) crack(canvas, random, middle, way, radius, 2);
  }
};

function crack(
  canvas: Canvas,
  random: Random,
  [x, y]: Point,
  heading: number,
  radius: number,
  branches: number,
): void {
  const points: Point[] = [[x, y]];
  for (let step = random.integer(5, 12); step > 0; step--) {
    const way = heading + random.normal(0, 0.6);
    const length = random.uniform(2, 6);
    x += length * Math.cos(way);
    y += length * Math.sin(way);
    points.push([x, y]);
    if (branches > 0 && random.next() < 0.22) {
      const aside = heading + random.pick([-1, 1]) * random.uniform(0.5, 1.2);
      crack(canvas, random, [x, y], aside, radius * 0.7, branches - 1);
    }
  }
  drawPath(canvas, points, radius, 1);
}

/** Lines of letters and figures. */
export const writing: Draw = (canvas, random) => {
  const unit = random.uniform(1.6, 3.4);
  const radius = unit * random.uniform(0.22, 0.42);
  const angle = random.uniform(0, 2 * Math.PI);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const reach = Math.hypot(canvas.widthPx, canvas.heightPx) / 2;
  const lineHeight = unit * glyphHeight * random.uniform(1.6, 2.2);
  const onCanvas = (u: number, v: number): Point => [
    canvas.widthPx / 2 + u * cos - v * sin,
    canvas.heightPx / 2 + u * sin + v * cos,
  ];
  for (let top = -reach; top < reach; top += lineHeight) {
    for (let left = -reach + random.uniform(0, 20); left < reach; left += unit * glyphAdvance) {
      if (random.next() < 0.15) continue;
      const glyph = random.next() < 0.5 ? random.pick(markLetters) : String(random.integer(0, 9));
      for (const [x0, y0, x1, y1] of textStrokes(glyph)) {
        const from = onCanvas(left + x0 * unit, top + y0 * unit);
        const to = onCanvas(left + x1 * unit, top + y1 * unit);
        drawPath(canvas, [from, to], radius, 1);
      }
    }
  }
};

/** Conductors with bends of 45° that end in round pads. */
export const traces: Draw = (canvas, random) => {
  const radius = random.uniform(0.9, 2.2);
  const turn = random.uniform(0, Math.PI / 2);
  for (let left = countFor(canvas, random.integer(4, 9)); left > 0; left--) {
    let at = anywhere(canvas, random);
    let heading = random.integer(0, 7);
    const points: Point[] = [at];
    for (let bends = random.integer(1, 3); bends >= 0; bends--) {
      const length = random.uniform(10, 30);
      const angle = turn + (heading * Math.PI) / 4;
      at = [at[0] + length * Math.cos(angle), at[1] + length * Math.sin(angle)];
      points.push(at);
      heading += random.pick([-1, 1]);
    }
    drawPath(canvas, points, radius, 1);
    for (const pad of [points[0]!, at]) drawPath(canvas, [pad, pad], radius * random.uniform(1.8, 2.4), 1);
  }
};
