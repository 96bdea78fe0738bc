import type { LabelledBox } from '#shared/domain/dataset';
import type { Random } from '#shared/numeric/random';
import { chain, translation } from './affine';
import { finish, writePart, type Sample, type Target } from './augment';
import { drawWindow } from './geometry';
import type { Region } from './planes';
import type { AugmentSettings } from './settings';

/** The point where the four meet lies in this part of the frame. */
const meeting = [0.3, 0.7] as const;

/**
 * One picture of four (Bochkovskiy, Wang and Liao 2020): a window of each, about as large as the picture alone would
 * show it, so that defects keep their size. Gives the boxes of all, in pixels of the frame.
 */
export function mosaic(
  samples: readonly [Sample, Sample, Sample, Sample],
  settings: AugmentSettings,
  target: Target,
  random: Random,
): LabelledBox[] {
  const { widthPx, heightPx } = target.image;
  const x = Math.round(random.uniform(...meeting) * widthPx);
  const y = Math.round(random.uniform(...meeting) * heightPx);
  const regions: readonly Region[] = [
    { left: 0, top: 0, right: x, bottom: y },
    { left: x, top: 0, right: widthPx, bottom: y },
    { left: 0, top: y, right: x, bottom: heightPx },
    { left: x, top: y, right: widthPx, bottom: heightPx },
  ];
  const boxes = samples.flatMap((sample, i) => {
    const region = regions[i]!;
    const part = { widthPx: region.right - region.left, heightPx: region.bottom - region.top };
    const picture = { ...sample.image, boxes: sample.boxes };
    const toPart = drawWindow(picture, target.image, part, target.fit, settings, random);
    const toFrame = chain(toPart, translation(region.left, region.top));
    return writePart(sample, toFrame, region, settings, target, random);
  });
  finish(target, boxes, settings, random);
  return boxes;
}
