import type { DatasetItem, LoadedItem } from '#shared/domain/dataset';
import { leastSidePx } from '../golden/pair';
import { isColoured } from '../image/colour';
import { sizeOf } from './levels';

/** What there is to learn from looks like. Sizes in pixels of the pictures. */
export interface Survey {
  /** 3 where there is colour in any picture. */
  readonly channels: 1 | 3;
  /** Does each picture come with a golden one, large enough to be aligned? */
  readonly golden: boolean;
  /** Of all pictures looked at: the longest side, and the shortest. */
  readonly longestPx: number;
  readonly shortestPx: number;
  /** Of all boxes: side of a square of the same area. */
  readonly boxSizesPx: readonly number[];
  /** Of all boxes: the longer side. */
  readonly boxLengthsPx: readonly number[];
}

/** What one picture tells. */
export interface Look {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly coloured: boolean;
  readonly golden: boolean;
}

export function lookAt({ image, golden }: LoadedItem): Look {
  const { widthPx, heightPx } = image;
  return { widthPx, heightPx, coloured: isColoured(image), golden: golden !== null };
}

/**
 * @param items all pictures to learn from
 * @param looks at some of them
 */
export function surveyOf(items: readonly DatasetItem[], looks: readonly Look[]): Survey {
  const sides = looks.flatMap(({ widthPx, heightPx }) => [widthPx, heightPx]);
  const shortestPx = Math.min(...sides);
  const boxes = items.flatMap((item) => item.boxes.map(({ box }) => box));
  return {
    channels: looks.some(({ coloured }) => coloured) ? 3 : 1,
    golden: looks.every(({ golden }) => golden) && shortestPx >= leastSidePx,
    longestPx: Math.max(...sides),
    shortestPx,
    boxSizesPx: boxes.map(sizeOf),
    boxLengthsPx: boxes.map(([, , widthPx, heightPx]) => Math.max(widthPx, heightPx)),
  };
}

/** The value below which the share of the values lies; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
