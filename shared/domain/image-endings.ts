/** Endings that are looked at in folders. GIF, WebP and the like are there to be refused aloud, not passed over. */
const endings = new Set(
  'png jpg jpeg jpe jfif bmp dib tif tiff gif webp avif heic heif jp2 jxl'
    .split(' ')
    .map((ending) => `.${ending}`),
);

export function hasImageEnding(path: string): boolean {
  const dot = path.lastIndexOf('.');
  return dot > 0 && endings.has(path.slice(dot).toLowerCase());
}
