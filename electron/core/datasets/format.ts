import type { LabelledBox, Split } from '#shared/domain/dataset';
import type { DatasetFiles } from './dataset-files';
import type { DatasetOptions } from './options';

/** One way in which pictures and labels lie in a folder. Adding one: a file here, an entry in formats.ts. */
export interface DatasetFormat {
  readonly name: string;
  /** How its files lie, for the sentence that says what could not be recognised. */
  readonly layout: string;
  /** Does the folder look like it? Told from the names of the files alone. */
  recognises(files: DatasetFiles): boolean;
  /**
   * Finds the pictures and what is known of them. What cannot be used is left out and told in `problems`. Throws
   * AppFailure dataset.malformed where nothing can be read at all, input.invalid where an option is wrong.
   */
  read(source: FormatSource): Promise<readonly FoundItem[]>;
}

/** What a format reads from. */
export interface FormatSource {
  readonly files: DatasetFiles;
  readonly options: DatasetOptions;
  /** What labels.txt lists, in its order; null where there is none. */
  readonly labels: readonly string[] | null;
  /** A sentence each, with the file and what to do. */
  readonly problems: string[];
  /** Throws AppFailure where it cannot be read as UTF-8. */
  text(path: string): Promise<string>;
  /** Side by side, in order; what fails with an AppFailure is told in `problems` and undefined in the answer. */
  each<T, R>(items: readonly T[], read: (item: T) => Promise<R>): Promise<(R | undefined)[]>;
}

/** A picture and its labels as a format found them; no pixel was looked at. */
export interface FoundItem {
  readonly image: string;
  readonly golden: string | null;
  readonly mask: FoundMask | null;
  /** What lists call it, besides its path with or without the ending. */
  readonly alias: string;
  /** null: itself alone. */
  readonly group: string | null;
  readonly split: Split | null;
  /** Classes of the whole picture; null: those of its boxes and its mask. */
  readonly labels: readonly string[] | null;
  /** May lie outside the picture, be empty, or be no numbers. */
  readonly boxes: readonly LabelledBox[];
}

export type FoundMask =
  /** Nothing is marked: a good picture among others with masks. */
  | { readonly kind: 'empty' }
  /** From 128 on it is the label; null: nothing may be marked. */
  | { readonly kind: 'binary'; readonly path: string; readonly label: string | null }
  /** 0 is the background, i + 1 label i of labels.txt. */
  | { readonly kind: 'index'; readonly path: string };
