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
  /** Of the names, the labels and the bytes of all pictures: the same data always has the same. */
  readonly sha256: string;
  readonly labels: readonly string[];
  readonly items: readonly DatasetItem[];
  /** A sentence each, with the file. */
  readonly problems: readonly string[];
  /** Throws AppFailure image.* or dataset.changed where the picture is no longer what it was. */
  load(item: DatasetItem): Promise<LoadedItem>;
}
