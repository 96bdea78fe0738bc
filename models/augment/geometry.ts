import type { LabelledBox } from '#shared/domain/dataset';
import type { Random } from '#shared/numeric/random';
import { boundsOf, chain, rotation, scaling, translation, type Affine } from './affine';
import { drawCrop } from './crop';
import { zoomOf, type Fit, type Size } from './fit';
import { drawFlip } from './flip';
import { drawQuarterTurn, drawRotation } from './rotate';
import { drawScale } from './scale';
import type { AugmentSettings } from './settings';
import { drawShift } from './shift';

/** Draws one transform from the picture to a frame of the given size. */
export function drawGeometry(
  picture: Size & { readonly boxes: readonly LabelledBox[] },
  frame: Size,
  fit: Fit,
  settings: AugmentSettings,
  random: Random,
): Affine {
  const turned = drawTurned(picture, frame, fit, settings, random);
  if (fit.kind === 'crop') return cropped(turned, picture, frame, fit.aroundBox, random);
  const middle = translation(frame.widthPx / 2, frame.heightPx / 2);
  return chain(turned, middle, drawShift(settings, frame, random));
}

/** The same, but of the picture as large as the whole frame would show it, only a window comes into this part of it. */
export function drawWindow(
  picture: Size & { readonly boxes: readonly LabelledBox[] },
  frame: Size,
  part: Size,
  fit: Fit,
  settings: AugmentSettings,
  random: Random,
): Affine {
  const turned = drawTurned(picture, frame, fit, settings, random);
  return cropped(turned, picture, part, fit.kind === 'crop' ? fit.aroundBox : 0.5, random);
}

/** The golden against the picture: how much better or worse one of the two was laid down. */
export function drawGoldenOffset(picture: Size, { golden }: AugmentSettings, random: Random): Affine {
  const offset = () => random.uniform(-golden.shiftPx, golden.shiftPx);
  const [x, y] = [picture.widthPx / 2, picture.heightPx / 2];
  const turn = rotation(random.uniform(-golden.angleDeg, golden.angleDeg));
  return chain(translation(-x, -y), turn, translation(x + offset(), y + offset()));
}

/** Mirrored, turned and at its size, with the picture's middle at the origin. */
function drawTurned(picture: Size, frame: Size, fit: Fit, settings: AugmentSettings, random: Random): Affine {
  const { widthPx, heightPx } = picture;
  const upright = chain(
    translation(-widthPx / 2, -heightPx / 2),
    drawFlip(settings, random),
    drawQuarterTurn(settings, random),
  );
  const [, , width, height] = boundsOf(upright, [0, 0, widthPx, heightPx]);
  const zoom = scaling(...zoomOf(fit, { widthPx: width, heightPx: height }, frame));
  return chain(upright, zoom, drawRotation(settings, random), drawScale(settings, random));
}

function cropped(
  turned: Affine,
  { widthPx, heightPx, boxes }: Size & { readonly boxes: readonly LabelledBox[] },
  part: Size,
  aroundBox: number,
  random: Random,
): Affine {
  const bounds = boundsOf(turned, [0, 0, widthPx, heightPx]);
  const moved = boxes.map(({ box }) => boundsOf(turned, box));
  return chain(turned, drawCrop(bounds, moved, part, aroundBox, random));
}
