import type { LoadedItem } from '#shared/domain/dataset';
import { isColoured } from '../image/colour';
import { maskRegions } from './regions';

/** What a picture to learn from looks like. */
export interface Look {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly coloured: boolean;
  readonly defects: readonly Defect[];
}

/** A connected region of a mask, in pixels of the picture. */
export interface Defect {
  /** i + 1 for label i of the model. */
  readonly class: number;
  readonly areaPx: number;
  /** Mean width across its longer side: of a crack how wide it is. */
  readonly widthPx: number;
}

/** What pictures look like together. */
export interface Survey {
  readonly channels: 1 | 3;
  /** Medians, and the longest side of all. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly longestPx: number;
  readonly defects: readonly Defect[];
}

/** @param classes from the numbers in masks to the classes of the model, see labels.ts */
export function lookAt({ image, mask }: LoadedItem, classes: Uint8Array): Look {
  const { widthPx, heightPx } = image;
  const defects = (mask ? maskRegions(mask) : []).map((region) => {
    const { kind, areaPx, left, right, top, bottom } = region;
    return { class: classes[kind] ?? 0, areaPx, widthPx: areaPx / Math.max(right - left, bottom - top) };
  });
  return { widthPx, heightPx, coloured: isColoured(image), defects };
}

export function surveyOf(looks: readonly Look[]): Survey {
  return {
    channels: looks.some(({ coloured }) => coloured) ? 3 : 1,
    widthPx: quantile(
      looks.map(({ widthPx }) => widthPx),
      0.5,
    ),
    heightPx: quantile(
      looks.map(({ heightPx }) => heightPx),
      0.5,
    ),
    longestPx: Math.max(...looks.map(({ widthPx, heightPx }) => Math.max(widthPx, heightPx))),
    defects: looks.flatMap(({ defects }) => defects),
  };
}

/** The value below which the share of the values lies; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
