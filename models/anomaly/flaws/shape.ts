import type { Random } from '#shared/numeric/random';
import { emptyCanvas, paint, smoothstep, type Canvas } from '../../generate/canvas';
import { drawLine, type LineNode } from '../../generate/lines';

/** How much of each pixel a flaw covers, 0..1. */
export type Coverage = Canvas;

/** A flaw somewhere in a picture of this size: mostly lines and spots, now and then a whole patch or a band. */
export function drawShape(widthPx: number, heightPx: number, random: Random): Coverage {
  const coverage = emptyCanvas(widthPx, heightPx);
  const draw = random.pick([
    drawStroke,
    drawStroke,
    drawStroke,
    drawSpot,
    drawSpot,
    drawSpot,
    drawPatch,
    drawBand,
  ]);
  draw(coverage, random);
  return coverage;
}

/** A thin line that wanders: a scratch, a crack, a hair. */
function drawStroke(coverage: Coverage, random: Random): void {
  const side = Math.min(coverage.widthPx, coverage.heightPx);
  const lengthPx = logUniform(random, 6, 0.9 * side);
  const radiusPx = logUniform(random, 0.35, 2.5);
  const wander = random.uniform(0, 0.35);
  const pieces = Math.max(3, Math.round(lengthPx / 4));
  let heading = random.uniform(0, 2 * Math.PI);
  let [x, y] = placeIn(coverage, random);
  x -= (Math.cos(heading) * lengthPx) / 2;
  y -= (Math.sin(heading) * lengthPx) / 2;
  const nodes: LineNode[] = [{ x, y, radiusPx, value: 1 }];
  for (let i = 0; i < pieces; i++) {
    heading += random.normal(0, wander);
    x += (Math.cos(heading) * lengthPx) / pieces;
    y += (Math.sin(heading) * lengthPx) / pieces;
    nodes.push({ x, y, radiusPx: radiusPx * random.uniform(0.7, 1.2), value: 1 });
  }
  drawLine(coverage, nodes);
}

/** A spot with a dented outline: a pit, a stain, a grain of dust. */
function drawSpot(coverage: Coverage, random: Random): void {
  const side = Math.min(coverage.widthPx, coverage.heightPx);
  const radiusPx = logUniform(random, 1, 0.25 * side);
  const stretch = logUniform(random, 1, 3);
  const turn = random.uniform(0, Math.PI);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [cx, cy] = placeIn(coverage, random);
  const soft = logUniform(random, 0.05, 0.6) + 0.7 / radiusPx;
  const waves = [2, 3, 5].map((count) => ({
    count,
    size: random.uniform(0, 0.15),
    phase: random.uniform(0, 2 * Math.PI),
  }));
  const reach = radiusPx * stretch * 1.5 + 2;
  paint(coverage, [cx - reach, cy - reach, cx + reach, cy + reach], (x, y, before) => {
    const along = ((x - cx) * cos + (y - cy) * sin) / stretch;
    const across = (y - cy) * cos - (x - cx) * sin;
    const angle = Math.atan2(across, along);
    let outline = radiusPx;
    for (const { count, size, phase } of waves) outline += radiusPx * size * Math.sin(count * angle + phase);
    const share = 1 - smoothstep(1 - soft / 2, 1 + soft / 2, Math.hypot(along, across) / outline);
    return Math.max(before, share);
  });
}

/** A piece with straight sides: worn, peeled off, not coated. */
function drawPatch(coverage: Coverage, random: Random): void {
  const side = Math.min(coverage.widthPx, coverage.heightPx);
  const [halfAlong, halfAcross] = [logUniform(random, 3, 0.5 * side), logUniform(random, 3, 0.3 * side)];
  const turn = random.pick([0, Math.PI / 2]) + random.normal(0, 0.1);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [cx, cy] = placeIn(coverage, random);
  const softPx = logUniform(random, 1, 8);
  const reach = halfAlong + halfAcross + softPx;
  paint(coverage, [cx - reach, cy - reach, cx + reach, cy + reach], (x, y, before) => {
    const along = Math.abs((x - cx) * cos + (y - cy) * sin) - halfAlong;
    const across = Math.abs((y - cy) * cos - (x - cx) * sin) - halfAcross;
    return Math.max(before, 1 - smoothstep(-softPx / 2, softPx / 2, Math.max(along, across)));
  });
}

/** From one side of the picture to the other, or all beyond a line: where a tool stopped, a layer ends. */
function drawBand(coverage: Coverage, random: Random): void {
  const { widthPx, heightPx } = coverage;
  const turn = random.pick([0, Math.PI / 2, Math.PI, 1.5 * Math.PI]) + random.normal(0, 0.1);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [cx, cy] = placeIn(coverage, random);
  const side = Math.min(widthPx, heightPx);
  const acrossPx = random.next() < 0.5 ? Infinity : random.uniform(0.1, 0.5) * side;
  const softPx = logUniform(random, 1, 8);
  const [waveLength, waveHeight, phase] = [
    random.uniform(0.3, 2) * side,
    random.uniform(0, 4),
    random.uniform(0, 7),
  ];
  paint(coverage, [0, 0, widthPx, heightPx], (x, y, before) => {
    const along = (x - cx) * cos + (y - cy) * sin;
    const across = (y - cy) * cos - (x - cx) * sin + waveHeight * Math.sin(along / waveLength + phase);
    const inside = smoothstep(-softPx / 2, softPx / 2, across);
    return Math.max(before, inside * (1 - smoothstep(-softPx / 2, softPx / 2, across - acrossPx)));
  });
  // What covers most of the picture would be the picture, and the rest of it the flaw.
  const mean = coverage.data.reduce((sum, value) => sum + value, 0) / coverage.data.length;
  if (mean > 0.5) coverage.data.forEach((value, i) => (coverage.data[i] = 1 - value));
}

function placeIn({ widthPx, heightPx }: Coverage, random: Random): [x: number, y: number] {
  return [random.uniform(0, widthPx), random.uniform(0, heightPx)];
}

function logUniform(random: Random, least: number, most: number): number {
  return least * (most / least) ** random.next();
}
