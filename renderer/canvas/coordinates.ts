import type { Box, ImagePoint } from '#shared/numeric/geometry';

declare const space: unique symbol;

/** Position on the stage, CSS pixels from its top left corner. Never to be mixed up with one in the image. */
export type ScreenPoint = readonly [x: number, y: number] & { readonly [space]: 'screen' };
export type ScreenSize = { readonly width: number; readonly height: number };

export const screenPoint = (x: number, y: number) => [x, y] as unknown as ScreenPoint;

/** Where the image lies on the stage: screen = image × scale + offset. */
export interface View {
  /** CSS pixels for one image pixel. */
  readonly scale: number;
  readonly offset: ScreenPoint;
}

export interface ImageSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The closest zoom: one image pixel as a square of so many CSS pixels. */
const maxScale = 40;

export function toImage(view: View, point: ScreenPoint): ImagePoint {
  return [(point[0] - view.offset[0]) / view.scale, (point[1] - view.offset[1]) / view.scale];
}

/** The whole image, centred. */
export function fit(image: ImageSize, stage: ScreenSize): View {
  const scale = Math.min(stage.width / image.widthPx, stage.height / image.heightPx);
  return {
    scale,
    offset: screenPoint(
      (stage.width - image.widthPx * scale) / 2,
      (stage.height - image.heightPx * scale) / 2,
    ),
  };
}

/** Zooms by `factor` so that what lies under `at` stays there; never smaller than the fitted image. */
export function zoomAt(
  view: View,
  factor: number,
  at: ScreenPoint,
  image: ImageSize,
  stage: ScreenSize,
): View {
  const fitted = fit(image, stage);
  const scale = Math.min(Math.max(view.scale * factor, fitted.scale), Math.max(maxScale, fitted.scale));
  if (scale === fitted.scale) return fitted;
  const [x, y] = toImage(view, at);
  return within({ scale, offset: screenPoint(at[0] - x * scale, at[1] - y * scale) }, image, stage);
}

export function panBy(view: View, dx: number, dy: number, image: ImageSize, stage: ScreenSize): View {
  const moved = { scale: view.scale, offset: screenPoint(view.offset[0] + dx, view.offset[1] + dy) };
  return within(moved, image, stage);
}

/** The part of the image that is on the stage. */
export function visibleRegion(view: View, image: ImageSize, stage: ScreenSize): Box {
  const [left, top] = toImage(view, screenPoint(0, 0));
  const [right, bottom] = toImage(view, screenPoint(stage.width, stage.height));
  const x = Math.max(0, Math.floor(left));
  const y = Math.max(0, Math.floor(top));
  return [
    x,
    y,
    Math.max(1, Math.min(image.widthPx, Math.ceil(right)) - x),
    Math.max(1, Math.min(image.heightPx, Math.ceil(bottom)) - y),
  ];
}

/** Keeps the image on the stage: an axis that fits is centred, one that does not leaves no gap. */
function within(view: View, image: ImageSize, stage: ScreenSize): View {
  const keep = (offset: number, length: number, room: number) =>
    length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, offset));
  return {
    scale: view.scale,
    offset: screenPoint(
      keep(view.offset[0], image.widthPx * view.scale, stage.width),
      keep(view.offset[1], image.heightPx * view.scale, stage.height),
    ),
  };
}
