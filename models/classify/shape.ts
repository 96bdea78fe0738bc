import type { PixelImage } from '#shared/domain/frame';
import { isColoured } from '../image/colour';
import type { Quality } from '#shared/domain/training';
import { usualBackbone } from '../network/backbone';
import type { ClassifyShape } from './network';
import type { ClassLabels } from './labels';

/** Longest side at which pictures are seen. */
const longestPx: Readonly<Record<Quality, number>> = { fast: 96, balanced: 160, best: 224 };
/** The backbone halves five times. */
const stride = 32;

export interface ClassifyWish {
  readonly quality: Quality;
  /** Longest side in pixels; null: by quality, but not above that of the pictures. */
  readonly sizePx: number | null;
  /** Pictures to train on. */
  readonly pictures: number;
}

/** The network for pictures like these: their proportions, their colours, a size that is worth it. */
export function classifyShape(
  samples: readonly PixelImage[],
  { labels, several }: ClassLabels,
  { quality, sizePx, pictures }: ClassifyWish,
): ClassifyShape {
  const [width, height] = [median(samples.map((s) => s.widthPx)), median(samples.map((s) => s.heightPx))];
  const longest = sizePx ?? Math.min(longestPx[quality], Math.max(width, height));
  const scale = longest / Math.max(width, height);
  const whole = (px: number) => Math.max(1, Math.round((px * scale) / stride)) * stride;
  return {
    size: usualBackbone,
    batch: pictures < 200 ? 16 : 32,
    channels: samples.some(isColoured) ? 3 : 1,
    widthPx: whole(width),
    heightPx: whole(height),
    classes: labels.length,
    several,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? stride;
}
