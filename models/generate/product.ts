import type { LabelMask } from '#shared/domain/dataset';
import type { PixelImage } from '#shared/domain/frame';
import type { Box } from '#shared/numeric/geometry';

export interface LineOptions {
  /** Any integer; only its low 32 bits count. */
  readonly seed: number;
  /** Share of defective parts, 0..1. */
  readonly defectShare: number;
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** All defects of a part are of one kind, so that the part belongs to one class; else they may be mixed. */
  readonly oneKind?: boolean;
}

/** A made-up product and its parts, defect by defect known. */
export interface ProductLine<L extends string = string> {
  readonly labels: readonly L[];
  /** What part `index` is called, in files and on the line. */
  name(index: number): string;
  /** A part without defects, lying straight; null where no two parts look alike. */
  readonly golden: PixelImage | null;
  /** Part `index`, from 0; always the same for the same options and share. Its pixels belong to the caller. */
  part(index: number, defectShare?: number): GeneratedPart<L>;
}

export interface GeneratedPart<L extends string = string> {
  readonly image: PixelImage;
  /** Boxes in pixels of the image. */
  readonly defects: readonly { readonly label: L; readonly box: Box }[];
  /** Which pixels each defect changed, of the picture's size; null where the product knows boxes alone. */
  readonly mask: LabelMask | null;
}
