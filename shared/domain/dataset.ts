import type { Box } from '../numeric/geometry';
import type { PixelImage } from './frame';

export const splits = ['train', 'validation', 'test'] as const;
export type Split = (typeof splits)[number];

/** A shape of a label, in pixels of the image. */
export interface LabelledBox {
  readonly label: string;
  readonly box: Box;
}

/** What is known of one picture of a dataset. */
export interface DatasetItem {
  /** Unique in its dataset: the path of the picture inside it, with forward slashes. */
  readonly name: string;
  /** Pictures of one group show the same thing and stay on one side of every split; its own name where it is alone. */
  readonly group: string;
  /** Where the dataset itself says it; else null. */
  readonly split: Split | null;
  /** Classes of the whole picture; none where it is a good one. */
  readonly labels: readonly string[];
  readonly boxes: readonly LabelledBox[];
}

/** A label a pixel: 0 is the background, i + 1 the dataset's label i. */
export interface LabelMask {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array;
}

export interface LoadedItem {
  readonly image: PixelImage;
  /** The good picture to compare with; null where the dataset has none. */
  readonly golden: PixelImage | null;
  /** Null where the dataset has no masks. */
  readonly mask: LabelMask | null;
}

/** Labelled pictures to train and evaluate with. What cannot be used was left out and is told in `problems`. */
export interface Dataset {
  readonly name: string;
  /** How its files lie: a name of electron/core/datasets/formats.ts. */
  readonly format: string;
  /**
   * Of all that is learned from: names, groups, splits, labels, boxes and the bytes of all pictures, goldens and masks.
   * The same data always has the same, wherever its folder lies.
   */
  readonly sha256: string;
  readonly labels: readonly string[];
  readonly items: readonly DatasetItem[];
  /** A sentence each, with the file. */
  readonly problems: readonly string[];
  /**
   * The pixels are shared with later callers: they are only read. Throws AppFailure image.* where the picture is damaged
   * behind its header, dataset.changed where it is no longer what it was.
   */
  load(item: DatasetItem): Promise<LoadedItem>;
}

/** How much there is to learn from. */
export interface DatasetCounts {
  readonly pictures: number;
  /** Pictures without any label. */
  readonly good: number;
  /** By label, in the order of `labels`: pictures that show it, boxes around it. */
  readonly byLabel: ReadonlyMap<string, { readonly pictures: number; readonly boxes: number }>;
}

export function countsOf(labels: readonly string[], items: readonly DatasetItem[]): DatasetCounts {
  const byLabel = labels.map((label) => {
    const pictures = items.filter((item) => item.labels.includes(label)).length;
    const boxes = items.reduce(
      (sum, item) => sum + item.boxes.filter((box) => box.label === label).length,
      0,
    );
    return [label, { pictures, boxes }] as const;
  });
  const good = items.filter((item) => item.labels.length === 0).length;
  return { pictures: items.length, good, byLabel: new Map(byLabel) };
}
