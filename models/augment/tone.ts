import type { Random } from '#shared/numeric/random';
import { drawBrightness } from './brightness';
import { drawContrast } from './contrast';
import { drawGamma } from './gamma';
import type { Planes, Region } from './planes';
import type { AugmentSettings } from './settings';

/** What becomes of a value 0..1; may leave that range. */
export type Curve = (value: number) => number;

/** Values of a curve at even steps from 0 to 1, straight in between; the last one twice. */
export type Tone = Float32Array;

const steps = 128;

/** All changes of light as one curve; null where there are none. */
export function drawTone(settings: AugmentSettings, random: Random): Tone | null {
  if (settings.brightness === 0 && settings.contrast === 0 && settings.gamma === 0) return null;
  const gamma = drawGamma(settings, random);
  const contrast = drawContrast(settings, random);
  const brightness = drawBrightness(settings, random);
  const curve: Curve = (value) => brightness(contrast(gamma(value)));
  return Float32Array.from({ length: steps + 2 }, (_, i) => curve(Math.min(1, i / steps)));
}

/** In place, kept within 0..1. @param planes whose values are 0..1 in the region */
export function applyTone(tone: Tone, planes: Planes, region: Region): void {
  const { data, offset, channels, widthPx, heightPx } = planes;
  for (let row = 0; row < channels * heightPx; row++) {
    const y = row % heightPx;
    if (y < region.top || y >= region.bottom) continue;
    const at = offset + row * widthPx;
    for (let i = at + region.left; i < at + region.right; i++) {
      const position = data[i]! * steps;
      const step = position | 0;
      const value = tone[step]! + (tone[step + 1]! - tone[step]!) * (position - step);
      data[i] = value < 0 ? 0 : value > 1 ? 1 : value;
    }
  }
}
