import type { PixelImage } from '#shared/domain/frame';
import type { Box } from '#shared/numeric/geometry';
import { createRandom } from '#shared/numeric/random';

/** A gray picture with plenty of edges in all directions, drawn larger than the image so that it can be moved. */
export interface Board {
  /** The gray level at a place in pixels from the centre. */
  at(x: number, y: number): number;
}

/** Boxes and discs of a few gray levels, edges a pixel wide. */
export function drawBoard(seed: number, sizePx = 480): Board {
  const random = createRandom(seed);
  const shapes = Array.from({ length: 90 }, () => ({
    x: random.uniform(-sizePx / 2, sizePx / 2),
    y: random.uniform(-sizePx / 2, sizePx / 2),
    width: random.uniform(8, 60),
    height: random.uniform(8, 60),
    round: random.next() < 0.4,
    level: random.pick([60, 90, 120]),
  }));
  return {
    at(x, y) {
      let level = 190;
      for (const shape of shapes) {
        const [u, v] = [Math.abs(x - shape.x), Math.abs(y - shape.y)];
        const outside = shape.round
          ? Math.hypot(u, v) - shape.width / 2
          : Math.max(u - shape.width / 2, v - shape.height / 2);
        level += (shape.level - level) * Math.min(1, Math.max(0, 0.5 - outside));
      }
      return level;
    },
  };
}

export interface View {
  /** Where the test image lies: a pixel at x shows the board at R(angle) · x + shift. */
  readonly shiftX: number;
  readonly shiftY: number;
  readonly angle: number;
  readonly gain: number;
  readonly offset: number;
  readonly noise: number;
}
export const straight: View = { shiftX: 0, shiftY: 0, angle: 0, gain: 1, offset: 0, noise: 0 };

export function photograph(
  board: Board,
  widthPx: number,
  heightPx: number,
  view: View,
  seed = 1,
): PixelImage {
  const random = createRandom(seed);
  const [c, s] = [Math.cos(view.angle), Math.sin(view.angle)];
  const data = new Uint8Array(widthPx * heightPx);
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [(i % widthPx) - (widthPx - 1) / 2, Math.floor(i / widthPx) - (heightPx - 1) / 2];
    const level = board.at(c * x - s * y + view.shiftX, s * x + c * y + view.shiftY);
    const seen = view.gain * level + view.offset + (view.noise > 0 ? random.normal(0, view.noise) : 0);
    data[i] = Math.round(Math.min(255, Math.max(0, seen)));
  }
  return { widthPx, heightPx, channels: 1, data };
}

/** The image with a box of another level painted into it. */
export function paint(image: PixelImage, [left, top, width, height]: Box, change: number): PixelImage {
  const data = image.data.slice();
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) {
      const i = y * image.widthPx + x;
      data[i] = Math.min(255, Math.max(0, data[i]! + change));
    }
  }
  return { ...image, data };
}
