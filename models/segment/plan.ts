import type { Quality, TrainingSettings } from '#shared/domain/training';
import { usualBackbone } from '../network/backbone';
import { usualDecoderChannels } from '../network/decoder';
import type { SegmentShape } from './network';
import { stridePx } from './seen';
import { quantile, type Defect, type Survey } from './survey';

/** How a training goes, as what the pictures look like and what is asked for settle it. */
export interface Plan {
  /** The network sees pictures so many times as large as they are, 1 at most. */
  readonly scale: number;
  readonly shape: SegmentShape;
  /** So many crops of a batch are laid around a defect, the others anywhere. */
  readonly aimed: number;
  readonly free: number;
  readonly stepsAnEpoch: number;
  /** How much a pixel of each class counts, the background first with 1. */
  readonly classWeights: readonly number[];
  /** Smaller regions do not count; pixels of the picture. */
  readonly minAreaPx: number;
}

interface QualityPlan {
  /** Area at which pictures are seen where no defect asks for more, px². */
  readonly areaPx: number;
  /** Defects should still be so wide, px. */
  readonly narrowPx: number;
  readonly cropPx: number;
  readonly stride: 2 | 4;
}

const byQuality: Readonly<Record<Quality, QualityPlan>> = {
  fast: { areaPx: 400 ** 2, narrowPx: 2, cropPx: 192, stride: 4 },
  balanced: { areaPx: 640 ** 2, narrowPx: 3, cropPx: 256, stride: 4 },
  best: { areaPx: 1024 ** 2, narrowPx: 4, cropPx: 256, stride: 2 },
};

/** However narrow defects are, pictures are not seen larger than this, px²: a line has to wait for each. */
const mostPx = 2048 ** 2;
const crops = { batch: 8, mostBatch: 16, mostAPicture: 4 } as const;
/** Validations would else take longer than what is learnt between them. */
const fewestSteps = 16;

export function planOf(
  survey: Survey,
  { quality, sizePx }: Pick<TrainingSettings, 'quality' | 'sizePx'>,
  counts: { readonly pictures: number; readonly labels: number },
): Plan {
  const wanted = byQuality[quality];
  const scale = sizePx === null ? scaleFor(survey, wanted) : Math.min(1, sizePx / survey.longestPx);
  const longestPx = Math.ceil((survey.longestPx * scale) / stridePx) * stridePx;
  const cropPx = Math.min(wanted.cropPx, longestPx);
  const batch = Math.min(crops.mostBatch, Math.round(crops.batch * (wanted.cropPx / cropPx) ** 2));
  const seenPx = survey.widthPx * survey.heightPx * scale ** 2;
  const cropsAPicture = Math.min(crops.mostAPicture, Math.max(1, Math.round(seenPx / cropPx ** 2)));
  const { stride } = wanted;
  const { channels } = survey;
  const classes = counts.labels + 1;
  return {
    scale,
    shape: {
      size: usualBackbone,
      decoderChannels: usualDecoderChannels,
      stride,
      batch,
      cropPx,
      lossStride: 2,
      channels,
      classes,
    },
    aimed: Math.ceil(batch / 2),
    free: Math.floor(batch / 2),
    stepsAnEpoch: Math.max(fewestSteps, Math.ceil((counts.pictures * cropsAPicture) / batch)),
    classWeights: classWeights(survey.defects, counts.labels, (scale / cropPx) ** 2),
    minAreaPx: leastAreaOf(survey.defects),
  };
}

/** So small that a line keeps its pace, yet so large that all but the narrowest defects can be seen. */
function scaleFor({ widthPx, heightPx, defects }: Survey, { areaPx, narrowPx }: QualityPlan): number {
  const scaleTo = (px: number) => Math.sqrt(px / (widthPx * heightPx));
  const visible =
    narrowPx /
    quantile(
      defects.map((defect) => defect.widthPx),
      0.1,
    );
  return Math.min(1, scaleTo(mostPx), Math.max(scaleTo(areaPx), visible));
}

/**
 * The root of how rare a class is among the pixels of crops around its defects: classes that cover little are not
 * lost among the background, and the background is not forgotten.
 * @param share of a crop that one pixel of a picture covers
 */
function classWeights(defects: readonly Defect[], labels: number, share: number): number[] {
  const weights = Array.from({ length: labels }, (_, i) => {
    const areas = defects.filter((defect) => defect.class === i + 1).map(({ areaPx }) => areaPx);
    const covered = Math.min(1, (areas.reduce((sum, area) => sum + area, 0) / areas.length) * share) || 1;
    return Math.min(mostWeight, Math.max(1, Math.sqrt(commonShare / covered)));
  });
  return [1, ...weights];
}

const mostWeight = 5;
/** A class that covers so much of the crops around it is not rare. */
const commonShare = 0.2;

/** A quarter of the smallest defects: what is smaller is noise. */
function leastAreaOf(defects: readonly Defect[]): number {
  const smallest = quantile(
    defects.map(({ areaPx }) => areaPx),
    0.02,
  );
  return Math.max(1, Math.min(100, Math.round(smallest / 4)));
}
