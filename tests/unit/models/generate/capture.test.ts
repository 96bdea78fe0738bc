import { expect, it } from 'vitest';
import { capture, captureMarginPx, straight, toPicture } from '#models/generate/pcb/capture';
import { disc, emptyField, farPx } from '#models/generate/pcb/field';
import { reachPx } from '#models/generate/pcb/shapes';
import { createRandom } from '#shared/numeric/random';

const sizePx = 160;
const smooth = { tile: new Int16Array(256 * 256), peak: 0 };

/** A large disc of the board and a small one as defects are drawn, with distances only close to it. */
const discs = [
  [60, 60, 30, farPx],
  [120, 110, 4, reachPx],
] as const;

it('shows each pixel as its place on the board says, shifted and turned', () => {
  const field = emptyField(sizePx + 2 * captureMarginPx, sizePx + 2 * captureMarginPx);
  for (const [x, y, radius, reach] of discs) disc(field, 'add', x, y, radius, reach);
  const pose = { ...straight, shiftPx: [2.5, -1.25] as const, angleRad: 0.008, dark: 5, bright: 250 };
  const random = { ...createRandom(1), integer: () => 0 }; // no specks
  const image = capture(field, sizePx, sizePx, pose, smooth, random);
  let edge = 0;
  for (let y = 0; y < sizePx; y++) {
    for (let x = 0; x < sizePx; x++) {
      // Turned back about the middle and shifted back, by the definition of the pose.
      const dx = x - sizePx / 2 - 2.5;
      const dy = y - sizePx / 2 + 1.25;
      const u = Math.cos(0.008) * dx + Math.sin(0.008) * dy + sizePx / 2 + captureMarginPx;
      const v = -Math.sin(0.008) * dx + Math.cos(0.008) * dy + sizePx / 2 + captureMarginPx;
      const depth = Math.max(...discs.map(([cx, cy, radius]) => radius - Math.hypot(u - cx, v - cy)));
      const value = image.data[y * sizePx + x]!;
      if (Math.abs(depth) < 1) edge++;
      else expect(value, `${x}, ${y}, depth ${depth}`).toBe(depth > 0 ? 5 : 250);
    }
  }
  expect(edge).toBeGreaterThan(300);
});

it('brings boxes to where the picture shows what is in them', () => {
  const pose = { ...straight, shiftPx: [3, -2] as const, angleRad: 0 };
  expect(toPicture(pose, 100, 100, [32, 42, 10, 8])).toEqual([23, 28, 10, 8]);
  expect(toPicture(pose, 100, 100, [0, 0, 30, 30])).toEqual([0, 0, 21, 16]);
});
