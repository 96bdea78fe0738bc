import type { Random } from '#shared/numeric/random';
import { emptyCanvas, type Canvas } from '../generate/canvas';
import { addTile, noiseTile, tilePx, type Tile } from '../generate/surface/tile';

/** Draws a surface as a camera sees it: values 0..1, [side, side]. */
export type DrawSurface = (target: Float32Array, random: Random) => void;

/** Noise of so many grains and streaks is mixed from; each takes 1 MB and some 20 ms to make. */
const tileCount = 40;
/** Grains and streaks, px. */
const [finestPx, coarsestPx, longestPx] = [0.3, 20, 120];

/**
 * Surfaces as they are made: cast, ground, brushed, coated, printed. One to three layers of grain or streaks, each bent
 * in its values, under a light that is uneven, through a camera with noise.
 * @param random of the noise that all surfaces are mixed from
 */
export function createSurfaces(side: number, random: Random): DrawSurface {
  const tiles = Array.from({ length: tileCount }, (_, i): Tile => {
    const acrossPx = logUniform(random, finestPx, coarsestPx);
    return noiseTile(random, i % 2 === 0 ? acrossPx : logUniform(random, acrossPx, longestPx), acrossPx);
  });
  const [scene, layer] = [emptyCanvas(side, side), emptyCanvas(side, side)];
  return (target, own) => {
    lightUp(scene, own);
    const texture = logUniform(own, 0.02, 0.35);
    for (let layers = own.integer(1, 3), amplitude = texture; layers > 0; layers--) {
      addLayer(own.pick(tiles), amplitude, own);
      amplitude *= own.uniform(0.3, 1);
    }
    const noise = logUniform(own, 0.002, 0.03);
    scene.data.forEach((value, i) => {
      target[i] = Math.min(1, Math.max(0, Math.exp(value) + own.uniform(-1.7, 1.7) * noise));
    });
  };

  function addLayer(tile: Tile, amplitude: number, own: Random): void {
    layer.data.fill(0);
    addTile(layer, tile, own.uniform(0, Math.PI), 1, [own.uniform(0, tilePx), own.uniform(0, tilePx)]);
    const bend = own.pick(bends)(own);
    for (let i = 0; i < layer.data.length; i++) scene.data[i]! += amplitude * bend(layer.data[i]!);
  }
}

/** What becomes of a layer's values, of mean 0 and deviation 1. */
const bends: readonly ((random: Random) => (value: number) => number)[] = [
  () => (value) => value,
  () => (value) => value,
  () => (value) => 1.5 * Math.abs(value) - 1.2, // veins
  () => (value) => Math.exp(0.7 * value) - 1.3, // sparks
  // Patches, many or few.
  (random) => {
    const from = random.uniform(-1, 1.5);
    return (value) => Math.tanh(3 * (value - from));
  },
];

/** The logarithm of the brightness: a level, and a hill or a hollow. */
function lightUp({ widthPx, heightPx, data }: Canvas, random: Random): void {
  const level = random.uniform(-1.8, -0.25);
  const [a, b] = [random.normal(0, 0.25), random.normal(0, 0.25)];
  const [c, d, e] = [random.normal(0, 0.4), random.normal(0, 0.4), random.normal(0, 0.4)];
  for (let y = 0, i = 0; y < heightPx; y++) {
    const v = y / heightPx - 0.5;
    for (let x = 0; x < widthPx; x++, i++) {
      const u = x / widthPx - 0.5;
      data[i] = level + a * u + b * v + c * u * u + d * u * v + e * v * v;
    }
  }
}

function logUniform(random: Random, least: number, most: number): number {
  return least * (most / least) ** random.next();
}
