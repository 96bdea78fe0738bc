import type { Random } from '#shared/numeric/random';
import type { Canvas } from '../canvas';
import type { Finish } from './finish';

/** What a defect is drawn with. */
export interface Draft {
  /** Empty; takes the change of the logarithm of the brightness. */
  readonly canvas: Canvas;
  readonly finish: Finish;
  /** The change of the logarithm of the brightness where the defect is strongest, about. */
  readonly contrast: number;
  /** 1 on a picture of 256 px; sizes in px are multiplied by it. */
  readonly scale: number;
  readonly random: Random;
}

/** Where a defect is drawn around: anywhere on the picture but its very edge. */
export function drawPlace({ canvas, random }: Draft): { readonly x: number; readonly y: number } {
  return {
    x: canvas.widthPx * random.uniform(0.06, 0.94),
    y: canvas.heightPx * random.uniform(0.06, 0.94),
  };
}
