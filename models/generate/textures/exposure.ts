import type { PixelImage } from '#shared/domain/frame';
import type { Random } from '#shared/numeric/random';
import type { Canvas } from '../canvas';
import { noiseCount } from '../noise';

/**
 * Takes a picture of a drawing of values mostly within −1..1: blurred, light or dark, of much or little contrast,
 * maybe negative, in uneven light and with noise of the sensor.
 * @param noise a table of noise.ts
 */
export function expose(drawing: Canvas, noise: Float32Array, random: Random): PixelImage {
  const { widthPx, heightPx, data: values } = drawing;
  for (let passes = random.pick([0, 0, 1, 1, 2]); passes > 0; passes--) blur(drawing);
  const middle = random.uniform(95, 165);
  const contrast = random.uniform(28, 75) * random.pick([-1, 1]);
  const deviation = random.uniform(0.5, 6);
  const light = drawLight(widthPx, heightPx, random);
  const data = new Uint8Array(values.length);
  for (let y = 0, i = 0; y < heightPx; y++) {
    const start = random.integer(0, noiseCount - 1);
    for (let x = 0; x < widthPx; x++, i++) {
      const level =
        middle + contrast * values[i]! + light(x, y) + deviation * noise[(start + x) & (noiseCount - 1)]!;
      data[i] = level < 0 ? 0 : level > 255 ? 255 : level + 0.5;
    }
  }
  return { widthPx, heightPx, channels: 1, data };
}

/** Gray levels that the light adds: a slope and a hollow or a hill about the middle. */
function drawLight(widthPx: number, heightPx: number, random: Random): (x: number, y: number) => number {
  const half = Math.hypot(widthPx, heightPx) / 2;
  const angle = random.uniform(0, 2 * Math.PI);
  const [cos, sin] = [Math.cos(angle) / half, Math.sin(angle) / half];
  const slope = random.uniform(0, 22);
  const [bendAlong, bendAcross] = [random.uniform(-18, 10), random.uniform(-18, 10)];
  return (x, y) => {
    const along = (x - widthPx / 2) * cos + (y - heightPx / 2) * sin;
    const across = (y - heightPx / 2) * cos - (x - widthPx / 2) * sin;
    return slope * along + bendAlong * along * along + bendAcross * across * across;
  };
}

/** One pass of the binomial filter 1 2 1 along rows and columns: a blur of deviation 0.7 px. Borders are kept. */
function blur({ widthPx, heightPx, data }: Canvas): void {
  for (let y = 0; y < heightPx; y++) smooth(data, y * widthPx, 1, widthPx);
  for (let x = 0; x < widthPx; x++) smooth(data, x, widthPx, heightPx);
}

function smooth(data: Float32Array, start: number, step: number, count: number): void {
  let before = data[start]!;
  const end = start + (count - 1) * step;
  for (let i = start + step; i < end; i += step) {
    const here = data[i]!;
    data[i] = 0.25 * before + 0.5 * here + 0.25 * data[i + step]!;
    before = here;
  }
}
