import { AppFailure } from '#shared/contract/errors';
import { maxImagePixels } from '#shared/domain/frame';

const savable = 'Save it as PNG, JPEG, BMP or TIFF, gray or RGB, with 8 or 16 bits';

/** The picture's bytes end early or contradict themselves. */
export function unreadable(name: string, why: string, cause?: unknown): AppFailure {
  return new AppFailure(
    'image.unreadable',
    `${name} cannot be read: ${why}. Copy or save it again.`,
    { name, why },
    cause,
  );
}

/** A whole picture of a kind that is not inspected. */
export function unsupported(name: string, what: string, cause?: unknown): AppFailure {
  return new AppFailure('image.unsupported', `${name} is ${what}. ${savable}.`, { name, what }, cause);
}

export function tooLarge(name: string, widthPx: number, heightPx: number): AppFailure {
  const limit = `${maxImagePixels / 1e6} megapixels`;
  return new AppFailure(
    'image.too-large',
    `${name} has ${widthPx} × ${heightPx} pixels, more than ${limit}. Crop it or make it smaller.`,
    { name, widthPx, heightPx, maxPixels: maxImagePixels },
  );
}
