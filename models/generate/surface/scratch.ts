import type { Random } from '#shared/numeric/random';
import { drawLine, solid, type LineNode, type Profile } from '../lines';
import { drawPlace, type Draft } from './draft';

/** Closer to the streaks of the finish than this it would be one of them, radians. */
const clearOfGrainRad = 0.3;

/** One or a few thin scores, straight or slightly bent, whose pressure changes on their way. */
export function drawScratch(draft: Draft): void {
  const { canvas, finish, contrast, scale, random } = draft;
  const { x, y } = drawPlace(draft);
  const angle = drawAngle(finish.grainRad, random);
  const length = scale * Math.exp(random.uniform(Math.log(35), Math.log(190)));
  const bend = length * random.normal(0, 0.06);
  // Metal shines where it was cut open; on ceramic metal leaves a dark line.
  const sign = random.next() < (finish.metal ? 0.75 : 0.2) ? 1 : -1;
  const burr = random.uniform(0, 0.6) * random.pick([-1, 1]);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let scores = random.pick([1, 1, 1, 2, 3]), aside = 0; scores > 0; scores--) {
    const radius = Math.max(0.3, random.uniform(0.3, 1.1) * Math.sqrt(scale));
    const shift = length * random.uniform(-0.25, 0.25) * (aside === 0 ? 0 : 1);
    const middle = [x + cos * shift - sin * aside, y + sin * shift + cos * aside] as const;
    const value = sign * contrast * random.uniform(0.8, 1.1);
    const own = length * (aside === 0 ? 1 : random.uniform(0.3, 0.9));
    drawLine(
      canvas,
      pathOf(random, middle, [cos, sin], own, bend * (own / length) ** 2, radius, value),
      grooved(burr),
    );
    aside += random.uniform(2.5, 6) * Math.sqrt(scale);
  }
}

function drawAngle(grainRad: number | null, random: Random): number {
  if (grainRad === null) return random.uniform(0, Math.PI);
  return grainRad + random.uniform(clearOfGrainRad, Math.PI - clearOfGrainRad);
}

function pathOf(
  random: Random,
  [x, y]: readonly [number, number],
  [cos, sin]: readonly [number, number],
  length: number,
  bend: number,
  radiusPx: number,
  value: number,
): LineNode[] {
  const steps = Math.max(6, Math.round(length / 6));
  const skips = random.next() < 0.3;
  const start = random.uniform(0.3, 1);
  let pressure = 1;
  return Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    pressure = Math.min(1.15, Math.max(skips ? 0 : 0.55, pressure + random.normal(0, skips ? 0.3 : 0.12)));
    const along = (t - 0.5) * length;
    const aside = 4 * bend * t * (1 - t) + random.normal(0, 0.15);
    const ends = Math.min(1, (t / 0.12) ** start, ((1 - t) / 0.3) ** 0.7);
    return {
      x: x + cos * along - sin * aside,
      y: y + sin * along + cos * aside,
      radiusPx: radiusPx * (0.6 + 0.4 * ends),
      value: value * pressure * ends,
    };
  });
}

/** A groove with what was pushed out of it along one side: the light catches the one and misses the other. */
function grooved(burr: number): Profile {
  const share = Math.abs(burr);
  return (distancePx, radiusPx) => {
    const groove = solid(distancePx, radiusPx);
    const ridge = solid(distancePx - Math.sign(burr) * (2 * radiusPx + 0.6), radiusPx);
    return groove - share * ridge * (1 - groove);
  };
}
