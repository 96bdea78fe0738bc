import type { PixelImage } from '#shared/domain/frame';
import type { Duration, Quality, TrainingSettings } from '#shared/domain/training';
import { isColoured } from '../image/colour';
import { usualBackbone } from '../network/backbone';
import { usualDecoderChannels } from '../network/decoder';
import type { FlawShape } from './flaw-network';

/** How a training goes, as what the pictures look like and what is asked for settle it. */
export interface Plan {
  /** All pictures are stretched to this size, multiples of 32. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly shape: FlawShape;
  /** Patches of good pictures that the model keeps, at most. */
  readonly memory: number;
  readonly duration: Duration;
}

interface QualityPlan {
  /** Longest side at which pictures are seen, where the user does not say it. */
  readonly longestPx: number;
  readonly memory: number;
  /** The network is made used to the good pictures for no longer, however much time there is. */
  readonly minutes: number;
  readonly batch: number;
}

const byQuality: Readonly<Record<Quality, QualityPlan>> = {
  fast: { longestPx: 256, memory: 600, minutes: 0.35, batch: 12 },
  balanced: { longestPx: 384, memory: 1500, minutes: 0.7, batch: 24 },
  best: { longestPx: 512, memory: 3000, minutes: 4, batch: 24 },
};

/** The backbone halves five times. */
const stridePx = 32;
const cropPx = 96;
/** Pictures are enlarged so much at most: the steps of the patches are coarse for small defects. */
const mostEnlarged = 1.5;
/** In small pictures what matters is larger: below this they are enlarged, however much. */
const leastPx = 128;

/** @param samples some of the good pictures */
export function planOf(
  samples: readonly PixelImage[],
  { quality, sizePx, duration }: Pick<TrainingSettings, 'quality' | 'sizePx' | 'duration'>,
): Plan {
  const { longestPx, memory, minutes, batch } = byQuality[quality];
  const [width, height] = [median(samples.map((s) => s.widthPx)), median(samples.map((s) => s.heightPx))];
  const longest = sizePx ?? Math.max(leastPx, Math.min(longestPx, mostEnlarged * Math.max(width, height)));
  const scale = longest / Math.max(width, height);
  const side = (px: number) => Math.max(cropPx, Math.round((px * scale) / stridePx) * stridePx);
  return {
    widthPx: side(width),
    heightPx: side(height),
    shape: {
      size: usualBackbone,
      decoderChannels: usualDecoderChannels,
      batch,
      channels: samples.some(isColoured) ? 3 : 1,
      cropPx,
    },
    memory,
    duration:
      duration.kind === 'minutes'
        ? { kind: 'minutes', minutes: Math.min(minutes, duration.minutes) }
        : duration,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? cropPx;
}
