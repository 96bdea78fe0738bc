import type { LabelledBox, LoadedItem } from '#shared/domain/dataset';
import type { Random } from '#shared/numeric/random';
import { chain, type Affine } from './affine';
import { blurAtTimes } from './blur';
import { warpBoxes } from './boxes';
import { cutOutAtTimes } from './cut-out';
import type { Fit } from './fit';
import { drawGeometry, drawGoldenOffset } from './geometry';
import { noiseAtTimes } from './noise';
import { wholeOf, type MaskPlane, type Outside, type Planes, type Region } from './planes';
import type { AugmentSettings } from './settings';
import { applyTone, drawTone } from './tone';
import { warp } from './warp';
import { warpMask } from './warp-mask';

/** A picture with all that moves with it. */
export interface Sample extends LoadedItem {
  /** In pixels of the picture. */
  readonly boxes: readonly LabelledBox[];
}

/** Where a sample is written to; all of one size. */
export interface Target {
  readonly image: Planes;
  /** null: no golden is wanted. */
  readonly golden: Planes | null;
  /** null: no mask is wanted. */
  readonly mask: MaskPlane | null;
  readonly fit: Fit;
  readonly outside: Outside;
}

/**
 * Writes a varied sample; gives its boxes in pixels of the frame. The same random numbers give the same sample. Where a
 * golden is wanted it must be there, of the picture's size; a mask that is not there is all background.
 */
export function augment(
  sample: Sample,
  settings: AugmentSettings,
  target: Target,
  random: Random,
): LabelledBox[] {
  const { image } = target;
  const picture = { ...sample.image, boxes: sample.boxes };
  const toFrame = drawGeometry(picture, image, target.fit, settings, random);
  const boxes = writePart(sample, toFrame, wholeOf(image), settings, target, random);
  finish(target, boxes, settings, random);
  return boxes;
}

/** Writes one region: what depends on the single picture. */
export function writePart(
  sample: Sample,
  toFrame: Affine,
  region: Region,
  settings: AugmentSettings,
  { image, golden, mask, outside }: Target,
  random: Random,
): LabelledBox[] {
  warp(sample.image, toFrame, image, region, outside);
  const tone = drawTone(settings, random);
  if (tone) applyTone(tone, image, region);
  if (golden) {
    if (!sample.golden) throw new RangeError('a golden is wanted of a sample that has none');
    const offset = drawGoldenOffset(sample.golden, settings, random);
    warp(sample.golden, chain(offset, toFrame), golden, region, outside);
    const ownTone = settings.golden.ownLight ? drawTone(settings, random) : tone;
    if (ownTone) applyTone(ownTone, golden, region);
  }
  if (mask && sample.mask) warpMask(sample.mask, toFrame, mask, region, outside);
  else if (mask) clear(mask, region);
  return warpBoxes(sample.boxes, toFrame, region, settings.keepShare);
}

/** What comes over the whole frame: the camera's part is in the picture alone. */
export function finish(
  { image, golden, mask }: Target,
  boxes: readonly LabelledBox[],
  settings: AugmentSettings,
  random: Random,
): void {
  blurAtTimes(image, settings, random);
  noiseAtTimes(image, settings, random);
  cutOutAtTimes(golden ? [image, golden] : [image], mask, boxes, settings, random);
}

function clear({ data, offset, widthPx }: MaskPlane, { left, top, right, bottom }: Region): void {
  for (let y = top; y < bottom; y++) data.fill(0, offset + y * widthPx + left, offset + y * widthPx + right);
}
