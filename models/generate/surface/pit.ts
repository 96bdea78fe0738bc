import type { Random } from '#shared/numeric/random';
import { paint, smoothstep, type Canvas } from '../canvas';
import { drawPlace, type Draft } from './draft';

/** A small hollow, or a few beside each other: dark floor, the wall towards the light in shadow, the far one bright. */
export function drawPit(draft: Draft): void {
  const { canvas, finish, contrast, scale, random } = draft;
  const { x, y } = drawPlace(draft);
  if (random.next() < 0.65) {
    drawHollow(canvas, random, x, y, random.uniform(2.5, 8) * scale, contrast, finish.lightRad);
    return;
  }
  const spread = random.uniform(5, 11) * scale;
  for (let hollows = random.integer(3, 7); hollows > 0; hollows--) {
    const radius = Math.max(1.3, random.uniform(1.3, 3.2) * scale);
    const depth = contrast * random.uniform(0.7, 1);
    const [dx, dy] = [random.normal(0, spread), random.normal(0, spread)];
    drawHollow(canvas, random, x + dx, y + dy, radius, depth, finish.lightRad);
  }
}

function drawHollow(
  canvas: Canvas,
  random: Random,
  cx: number,
  cy: number,
  radiusPx: number,
  depth: number,
  lightRad: number,
): void {
  const radius = Math.max(1.3, radiusPx);
  const outline = drawOutline(random);
  const stretch = random.uniform(1, 1.5);
  const turn = random.uniform(0, Math.PI);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [lightX, lightY] = [Math.cos(lightRad), Math.sin(lightRad)];
  const flat = random.uniform(0.3, 0.7);
  const reach = radius * stretch * 1.9 + 2;
  paint(canvas, [cx - reach, cy - reach, cx + reach, cy + reach], (x, y, before) => {
    const [dx, dy] = [x - cx, y - cy];
    const along = (dx * cos + dy * sin) / stretch;
    const across = dy * cos - dx * sin;
    const distance = Math.hypot(along, across);
    const rho = distance / (radius * outline(Math.atan2(across, along)));
    if (rho > 1.4) return before;
    const towardsLight = distance === 0 ? 0 : (dx * lightX + dy * lightY) / Math.hypot(dx, dy);
    const floor = -0.75 * (1 - smoothstep(flat, 1.1, rho));
    const wall = -0.55 * towardsLight * smoothstep(0.2, 0.8, rho) * (1 - smoothstep(0.85, 1.15, rho));
    // The lip around it is raised: it shines on the side of the light.
    const lip = 0.3 * towardsLight * smoothstep(0.9, 1.1, rho) * (1 - smoothstep(1.1, 1.4, rho));
    const value = depth * (floor + wall + lip);
    return Math.abs(value) > Math.abs(before) ? value : before;
  });
}

/** Radius by direction, about 1: a circle with a few dents. */
function drawOutline(random: Random): (angleRad: number) => number {
  const waves = [2, 3, 5].map((count) => ({
    count,
    size: random.uniform(0, 0.3) / Math.sqrt(count),
    phase: random.uniform(0, 2 * Math.PI),
  }));
  return (angleRad) => {
    let radius = 1;
    for (const { count, size, phase } of waves) radius += size * Math.sin(count * angleRad + phase);
    return radius;
  };
}
