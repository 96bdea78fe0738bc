import type { Random } from '#shared/numeric/random';
import { smoothstep } from '../generate/canvas';

/**
 * Lets something else begin beyond a line along one side of a square picture, as where a part ends: the other picture or
 * one dark or bright level. A border is no flaw.
 * @param picture [side, side], 0..1; changed
 */
export function paintBorder(picture: Float32Array, other: Float32Array, side: number, random: Random): void {
  const angle = (random.integer(0, 3) * Math.PI) / 2 + random.normal(0, 0.04);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const awayPx = side * random.uniform(0.12, 0.5);
  const softPx = 0.7 * 15 ** random.next();
  const bend = random.normal(0, 0.15) / side;
  const level = random.pick([0.02, 0.08, random.next(), random.next()]);
  const plain = random.next() < 0.6;
  for (let y = 0, i = 0; y < side; y++) {
    for (let x = 0; x < side; x++, i++) {
      const along = (y - side / 2) * cos - (x - side / 2) * sin;
      const beyond = (x - side / 2) * cos + (y - side / 2) * sin - awayPx + bend * along * along;
      const share = smoothstep(-softPx, softPx, beyond);
      if (share > 0) picture[i]! += share * ((plain ? level : other[i]!) - picture[i]!);
    }
  }
}
