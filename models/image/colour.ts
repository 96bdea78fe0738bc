import type { PixelImage } from '#shared/domain/frame';

/** Of full scale: less than this between the channels is what JPEG makes of gray. */
const leastDifference = 0.02;
/** Pixels that are looked at. */
const looks = 1000;

/** Is there colour in it? Many gray cameras write three equal channels. */
export function isColoured({ channels, data }: PixelImage): boolean {
  if (channels === 1) return false;
  const least = leastDifference * (data instanceof Uint8Array ? 255 : 65_535);
  const pixels = data.length / 3;
  const step = Math.max(1, Math.floor(pixels / looks));
  let sum = 0;
  let count = 0;
  for (let i = 0; i < pixels; i += step, count++) {
    const [red, green, blue] = [data[3 * i]!, data[3 * i + 1]!, data[3 * i + 2]!];
    sum += Math.max(red, green, blue) - Math.min(red, green, blue);
  }
  return sum / count > least;
}
