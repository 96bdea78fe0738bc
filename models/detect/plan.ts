import type { Quality } from '#shared/domain/training';
import { leastSidePx } from '../golden/pair';
import { usualBackbone } from '../network/backbone';
import { stridesFor } from './levels';
import type { DetectShape } from './network';
import { quantile, type Survey } from './survey';

/** How a detector is trained on what a survey found. */
export interface Plan {
  readonly shape: DetectShape;
  /** The network's pixels for one of the picture. */
  readonly scale: number;
  /** May a view be put together of parts of four pictures? Not where that would cut most boxes. */
  readonly mosaic: boolean;
  /** Each picture is shown so many times an epoch. */
  readonly viewsAPicture: number;
}

/**
 * Channels of the stem and of the stages (strides 4 to 32), and of pyramid and heads. `balanced` has those of the shipped
 * backbone, which it can begin with.
 */
const widths: Readonly<Record<Quality, { readonly channels: readonly number[]; readonly width: number }>> = {
  fast: { channels: [16, 16, 32, 64, 96], width: 32 },
  balanced: { channels: usualBackbone.channels, width: 48 },
  best: { channels: [16, 32, 64, 128, 192], width: 64 },
};

/** Up to this longest side pictures are seen whole, unless their boxes would become too small. */
const longestSeenPx: Readonly<Record<Quality, number>> = { fast: 640, balanced: 1024, best: 1600 };
/** Small boxes: so large a share of all is smaller. */
const smallShare = 0.1;
/** Small boxes need not be seen larger than the first, and must not become smaller than the second, px. */
const [ampleBoxPx, leastBoxPx] = [32, 12];
/** A picture is not shrunk below this longest side, however large its boxes; a smaller one is enlarged to it, px. */
const leastLongestPx = 320;
/** By itself no picture is enlarged more than by the first; who asks for a size gets up to the second. */
const [usualMostScale, mostScale] = [2, 4];
/** Side of a view, px; larger where boxes are. */
const [usualViewPx, largestViewPx] = [256, 640];
/** Where most boxes are at most so long, as a share of a view, parts of four pictures can still show them whole. */
const mosaicShare = 0.25;
/** Pixels in a batch. */
const batchPixels = 8 * usualViewPx ** 2;

/**
 * @param sizePx longest side that the network shall see; null: as the boxes need it
 * @param classes labels
 */
export function planFor(survey: Survey, quality: Quality, sizePx: number | null, classes: number): Plan {
  const scale = scaleFor(survey, quality, sizePx);
  const sizes = survey.boxSizesPx.map((size) => size * scale);
  const strides = stridesFor(quantile(sizes, 0.05), quantile(sizes, 0.95));
  const coarsest = strides.at(-1) ?? 32;
  const { channels, width } = widths[quality];
  const [stem = 16, ...stages] = channels;
  const longestPx = survey.longestPx * scale;
  const sidePx = viewSideFor(longestPx, quantile(survey.boxLengthsPx, 0.95) * scale, coarsest);
  const usualBoxPx = quantile(survey.boxLengthsPx, 0.75) * scale;
  return {
    shape: {
      backbone: { channels: [stem, ...stages.slice(0, Math.log2(coarsest) - 1)], blocks: 1 },
      width,
      strides,
      channels: survey.channels,
      golden: survey.golden,
      classes,
      view: { sidePx, batch: Math.min(16, Math.max(4, Math.round(batchPixels / sidePx ** 2))) },
    },
    scale,
    mosaic: !survey.golden && usualBoxPx <= mosaicShare * sidePx,
    viewsAPicture: Math.min(4, Math.max(1, Math.round((longestPx / sidePx) ** 2 / 2))),
  };
}

/**
 * Large pictures are shrunk to what is worth its time, as long as their smallest boxes can still be seen; small ones are
 * enlarged: the network halves at once, and fine texture would be lost to it.
 */
export function scaleFor(survey: Survey, quality: Quality, sizePx: number | null): number {
  const { longestPx, shortestPx, golden } = survey;
  const aligned = golden ? Math.min(1, leastSidePx / shortestPx) : 0;
  if (sizePx !== null) return Math.max(aligned, Math.min(mostScale, sizePx / longestPx));
  const small = quantile(survey.boxSizesPx, smallShare);
  const ample = Math.max(ampleBoxPx / small, leastLongestPx / longestPx);
  const affordable = Math.max(leastBoxPx / small, longestSeenPx[quality] / longestPx);
  const least = Math.min(usualMostScale, leastLongestPx / longestPx);
  return Math.max(aligned, least, Math.min(1, ample, affordable));
}

/** Large enough for the picture, or for its large boxes with their surroundings; a multiple of the stride. */
export function viewSideFor(longestPx: number, boxLengthPx: number, stride: number): number {
  const wanted = Math.min(largestViewPx, Math.max(usualViewPx, 2 * boxLengthPx));
  // A picture that is hardly larger is shown whole.
  const side = longestPx <= 1.25 * wanted ? longestPx : wanted;
  return Math.ceil(side / stride) * stride;
}
