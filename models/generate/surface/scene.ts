import type { Random } from '#shared/numeric/random';
import type { Canvas } from '../canvas';
import type { Finish } from './finish';
import { addTile, tilePx } from './tile';

/** The light of a station: a broad spot that falls off towards the edges. Lengths in half diagonals of the picture. */
export interface Light {
  readonly spot: readonly [x: number, y: number];
  /** Loss of the logarithm of the brightness at a distance of 1, along and across `angleRad`. */
  readonly falloff: readonly [along: number, across: number];
  readonly angleRad: number;
}

export function drawLight(random: Random): Light {
  return {
    spot: [random.uniform(-0.6, 0.6), random.uniform(-0.6, 0.6)],
    falloff: [random.uniform(0.03, 0.3), random.uniform(0.1, 0.8)],
    angleRad: random.uniform(0, Math.PI),
  };
}

/** How far a line has moved from where it was set up, at one part. */
export interface Drift {
  /** Change of the logarithm of the brightness. */
  readonly brightness: number;
  /** Factor of the texture's amplitude. */
  readonly texture: number;
  readonly angleRad: number;
}

/** Lamps age and tools wear: slow waves over hundreds of parts, other ones for each seed. */
export function drawDrift(random: Random): (index: number) => Drift {
  const wave = (amplitude: number) => {
    const period = random.uniform(150, 900);
    const phase = random.uniform(0, 2 * Math.PI);
    return (index: number) => amplitude * Math.sin((2 * Math.PI * index) / period + phase);
  };
  const [brightness, texture, angle] = [wave(0.12), wave(0.2), wave(0.03)];
  return (index) => ({
    brightness: brightness(index),
    texture: 1 + texture(index),
    angleRad: angle(index),
  });
}

/** Another piece of the surface in the light: the logarithm of the brightness, where 0 is full, on an empty canvas. */
export function drawSurface(
  canvas: Canvas,
  finish: Finish,
  light: Light,
  drift: Drift,
  random: Random,
): void {
  lightUp(canvas, light, drift, random);
  const tiltRad = random.normal(0, 0.01) + drift.angleRad;
  for (const { tile, angleRad, amplitude } of finish.layers) {
    const at = [random.uniform(0, tilePx), random.uniform(0, tilePx)] as const;
    addTile(canvas, tile, angleRad + tiltRad, amplitude * drift.texture, at);
  }
}

function lightUp({ widthPx, heightPx, data }: Canvas, light: Light, drift: Drift, random: Random): void {
  const half = Math.hypot(widthPx, heightPx) / 2;
  const spotX = widthPx / 2 + half * (light.spot[0] + random.normal(0, 0.05));
  const spotY = heightPx / 2 + half * (light.spot[1] + random.normal(0, 0.05));
  const full = drift.brightness + random.normal(0, 0.03);
  const [cos, sin] = [Math.cos(light.angleRad) / half, Math.sin(light.angleRad) / half];
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, i++) {
      const along = (x - spotX) * cos + (y - spotY) * sin;
      const across = (y - spotY) * cos - (x - spotX) * sin;
      data[i] = full - light.falloff[0] * along * along - light.falloff[1] * across * across;
    }
  }
}
