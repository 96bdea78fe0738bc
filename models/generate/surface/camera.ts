import type { PixelImage } from '#shared/domain/frame';
import type { Random } from '#shared/numeric/random';
import type { Canvas } from '../canvas';
import { noiseCount, noiseTable } from '../noise';

/** Turns the logarithm of the brightness into a picture of 8 bits. */
export type Camera = (scene: Canvas, brightness: number, random: Random) => PixelImage;

/**
 * A camera with noise of its own: of the electronics, the same in the dark and in the light, and of the photons,
 * growing with the root of the brightness. A camera of the same seed has the same noise.
 */
export function createCamera(random: Random): Camera {
  const readNoise = random.uniform(0.4, 1.2);
  const photonNoise = random.uniform(1, 3.5);
  const deviations = Float32Array.from({ length: 256 }, (_, level) =>
    Math.hypot(readNoise, photonNoise * Math.sqrt(level / 255)),
  );
  const noise = noiseTable(random);
  return ({ widthPx, heightPx, data: scene }, brightness, part) => {
    const data = new Uint8Array(scene.length);
    for (let y = 0, i = 0; y < heightPx; y++) {
      const start = part.integer(0, noiseCount - 1);
      for (let x = 0; x < widthPx; x++, i++) {
        const level = Math.min(255, 255 * brightness * Math.exp(scene[i]!));
        const value = level + deviations[level | 0]! * noise[(start + x) & (noiseCount - 1)]!;
        data[i] = value < 0 ? 0 : value > 255 ? 255 : value + 0.5;
      }
    }
    return { widthPx, heightPx, channels: 1, data };
  };
}
