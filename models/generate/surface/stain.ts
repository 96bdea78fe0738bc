import { paint, smoothstep } from '../canvas';
import { fractalNoise } from '../noise';
import { drawPlace, type Draft } from './draft';

/** A spot that dried: uneven inside, often with a darker rim, mostly darker than the surface. */
export function drawStain(draft: Draft): void {
  const { canvas, finish, contrast, scale, random } = draft;
  const { x: cx, y: cy } = drawPlace(draft);
  const radius = Math.max(4, scale * Math.exp(random.uniform(Math.log(8), Math.log(38))));
  const stretch = random.uniform(1, 2.2);
  const turn = random.uniform(0, Math.PI);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const outline = fractalNoise(random, 3, random.uniform(0.2, 0.45));
  const inner = fractalNoise(random, 3, 0.6);
  const ragged = random.uniform(0.25, 0.7);
  const edge = random.uniform(0.08, 0.5);
  const rim = random.next() < 0.5 ? random.uniform(0.3, 1) : 0;
  const uneven = random.uniform(0.15, 0.5);
  // Broad and soft, it is seen at less contrast than a line is.
  const value = contrast * (random.next() < (finish.metal ? 0.12 : 0.03) ? 0.3 : -random.uniform(0.4, 0.65));
  const reach = radius * stretch * (1 + ragged);
  paint(canvas, [cx - reach, cy - reach, cx + reach, cy + reach], (x, y, before) => {
    const along = ((x - cx) * cos + (y - cy) * sin) / (radius * stretch);
    const across = ((y - cy) * cos - (x - cx) * sin) / radius;
    const distance = Math.hypot(along, across);
    if (distance >= 1 + ragged) return before;
    const inside = 1 - distance + ragged * outline(along * 1.1 + 9, across * 1.1 + 9) * distance;
    if (inside <= 0) return before;
    const body = smoothstep(0, edge, inside) * (1 + uneven * inner(along * 2, across * 2));
    const dried = rim * smoothstep(0, 0.06, inside) * (1 - smoothstep(0.06, 0.2, inside));
    return value * (body + dried);
  });
}
