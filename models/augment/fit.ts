export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** How pictures come to the size of the frame. */
export type Fit =
  /** The whole picture in its own proportions, in the middle. */
  | { readonly kind: 'letterbox' }
  /** The whole picture, each side on its own. */
  | { readonly kind: 'stretch' }
  /** A part of the picture, `zoom` frame pixels a pixel; around a box with this chance, 0..1, else anywhere. */
  | { readonly kind: 'crop'; readonly zoom: number; readonly aroundBox: number };

/** Frame pixels a pixel of the picture. */
export function zoomOf(fit: Fit, picture: Size, frame: Size): readonly [x: number, y: number] {
  const x = frame.widthPx / picture.widthPx;
  const y = frame.heightPx / picture.heightPx;
  switch (fit.kind) {
    case 'letterbox':
      return [Math.min(x, y), Math.min(x, y)];
    case 'stretch':
      return [x, y];
    case 'crop':
      return [fit.zoom, fit.zoom];
  }
}
