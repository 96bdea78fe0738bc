import type { GeneratedPart, ProductLine } from '#models/generate/product';
import type { PixelImage } from '#shared/domain/frame';

/** A part under the name that its files carry, and what the parts of its design look like without defects. */
export interface NamedPart extends GeneratedPart {
  readonly name: string;
  readonly golden: PixelImage | null;
}

/** A file to be written: a picture as PNG, or a text. */
export interface LayoutFile {
  /** Inside the folder that it belongs to, with forward slashes. */
  readonly path: string;
  readonly content: PixelImage | string;
}

/** One way in which pictures and labels lie in a folder. Adding one: a file here, an entry in layouts.ts. */
export interface Layout {
  /** For the usage. */
  readonly does: string;
  /** Every part is of one class: its defects are of one kind. */
  readonly oneKind: boolean;
  /**
   * Files of the set as a whole, at its top. Throws AppFailure input.invalid where the product is not fit for it.
   * @param line the first of so many designs
   */
  setFiles(line: ProductLine, designs: number): readonly LayoutFile[];
  /** The files of the parts in one folder: all of them, or those of one split. */
  openFolder(labels: readonly string[]): LayoutFolder;
}

export interface LayoutFolder {
  partFiles(part: NamedPart): readonly LayoutFile[];
  /** Files that need all parts; written last, so that a folder that has them is whole. */
  lastFiles(): readonly LayoutFile[];
}

/** A folder whose files are each of one part. */
export function partByPart(partFiles: LayoutFolder['partFiles']): LayoutFolder {
  return { partFiles, lastFiles: () => [] };
}
