import type { LabelMask } from '#shared/domain/dataset';
import type { Box } from '#shared/numeric/geometry';
import type { Random } from '#shared/numeric/random';
import type { Canvas } from '../canvas';
import { drawCrack } from './crack';
import type { Draft } from './draft';
import { deviationOf, type Finish } from './finish';
import { drawPit } from './pit';
import { drawScratch } from './scratch';
import { drawStain } from './stain';

export const surfaceLabels = ['pit', 'scratch', 'stain', 'crack'] as const;
export type SurfaceLabel = (typeof surfaceLabels)[number];

const draw: Readonly<Record<SurfaceLabel, (draft: Draft) => void>> = {
  pit: drawPit,
  scratch: drawScratch,
  stain: drawStain,
  crack: drawCrack,
};

/** Strengths in deviations of the texture around the defect: a practised eye finds the weakest, the strongest is plain. */
const weakest = 2.2;
const strongest = 9;
const contrastRange = [0.07, 1] as const;
/** A smaller change of the logarithm of the brightness is no part of a defect: two gray levels in the middle. */
const faintest = 0.018;
const smallestPx = 12;
const gapPx = 3;
const maxTries = 40;

/**
 * Makes one defect in a scene (the logarithm of the brightness) and in the mask, and gives its box; null where it
 * found no place. All pixels that it changes are in the mask, and no others.
 * @param change a canvas of the scene's size, empty before and after
 * @param taken boxes that it keeps clear of
 */
export function makeDefect(
  label: SurfaceLabel,
  finish: Finish,
  scene: Canvas,
  mask: LabelMask,
  change: Canvas,
  taken: readonly Box[],
  random: Random,
): Box | null {
  const scale = Math.min(4, Math.max(0.3, Math.min(scene.widthPx, scene.heightPx) / 256));
  for (let tries = 0; tries < maxTries; tries++) {
    draw[label]({ canvas: change, finish, contrast: drawContrast(finish, random), scale, random });
    const box = boundsOf(change);
    if (box && clearOf(box, taken)) {
      apply(change, scene, mask, surfaceLabels.indexOf(label) + 1);
      return box;
    }
    change.data.fill(0);
  }
  return null;
}

function drawContrast(finish: Finish, random: Random): number {
  const strength = weakest * (strongest / weakest) ** random.next();
  return Math.min(contrastRange[1], Math.max(contrastRange[0], strength * deviationOf(finish)));
}

/** The box around what can be seen; null where that is too little. */
function boundsOf({ widthPx, heightPx, data }: Canvas): Box | null {
  let [left, top, right, bottom, count] = [widthPx, heightPx, 0, 0, 0];
  for (let y = 0, i = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, i++) {
      if (Math.abs(data[i]!) < faintest) continue;
      count++;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  return count < smallestPx ? null : [left, top, right - left, bottom - top];
}

function apply({ data: change }: Canvas, { data: scene }: Canvas, mask: LabelMask, value: number): void {
  for (let i = 0; i < change.length; i++) {
    if (Math.abs(change[i]!) >= faintest) {
      scene[i]! += change[i]!;
      mask.data[i] = value;
    }
    change[i] = 0;
  }
}

function clearOf([x, y, width, height]: Box, taken: readonly Box[]): boolean {
  return taken.every(
    ([tx, ty, tw, th]) =>
      x + width + gapPx <= tx || tx + tw + gapPx <= x || y + height + gapPx <= ty || ty + th + gapPx <= y,
  );
}
