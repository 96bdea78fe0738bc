import { drawLine, type LineNode } from '../lines';
import { drawPlace, type Draft } from './draft';

interface Walk {
  readonly x: number;
  readonly y: number;
  readonly headingRad: number;
  readonly lengthPx: number;
  readonly radiusPx: number;
  readonly value: number;
}

const stepPx = 2.5;
const deepestBranch = 2;

/** A thin dark line that wanders, jerks and branches, wide in its middle and lost at its ends. */
export function drawCrack(draft: Draft): void {
  const { contrast, scale, random } = draft;
  const { x, y } = drawPlace(draft);
  const headingRad = random.uniform(0, 2 * Math.PI);
  const lengthPx = scale * Math.exp(random.uniform(Math.log(20), Math.log(100)));
  const radiusPx = random.uniform(0.45, 1.1) * Math.sqrt(scale);
  const half: Omit<Walk, 'headingRad'> = { x, y, lengthPx, radiusPx, value: -1.2 * contrast };
  walk(draft, { ...half, headingRad }, 0);
  walk(draft, { ...half, headingRad: headingRad + Math.PI + random.normal(0, 0.4) }, 0);
}

function walk(draft: Draft, start: Walk, depth: number): void {
  const { canvas, random } = draft;
  const { headingRad, lengthPx, radiusPx, value } = start;
  const steps = Math.max(4, Math.round(lengthPx / stepPx));
  const jerk = random.uniform(0.25, 0.6);
  const branching = depth < deepestBranch ? random.uniform(0, 0.09) : 0;
  const nodes: LineNode[] = [];
  let { x, y } = start;
  let turn = 0;
  for (let i = 0; i <= steps; i++) {
    const fading = Math.sqrt(1 - i / steps);
    const width = fading * random.uniform(0.75, 1.25);
    nodes.push({ x, y, radiusPx: Math.max(0.25, radiusPx * width), value: value * (0.25 + 0.75 * fading) });
    if (random.next() < branching) {
      const aside = headingRad + turn + random.pick([-1, 1]) * random.uniform(0.5, 1.1);
      const left = lengthPx * (1 - i / steps) * random.uniform(0.3, 0.8);
      walk(
        draft,
        { x, y, headingRad: aside, lengthPx: left, radiusPx: radiusPx * 0.7, value: value * fading * 0.85 },
        depth + 1,
      );
    }
    // It is drawn back to its heading, so that it goes somewhere.
    turn = turn * 0.75 + random.normal(0, jerk);
    x += Math.cos(headingRad + turn) * stepPx;
    y += Math.sin(headingRad + turn) * stepPx;
  }
  drawLine(canvas, nodes);
}
