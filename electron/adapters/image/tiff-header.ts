import type { ImageHeader } from './header';
import { unreadable, unsupported } from './refusals';

export const tiffTags = {
  newSubfileType: 254,
  widthPx: 256,
  heightPx: 257,
  bitsPerSample: 258,
  photometric: 262,
  orientation: 274,
  sampleFormat: 339,
} as const;

/** Tags with their values; only short and long integers, at most 16 of them. */
type Fields = ReadonlyMap<number, readonly number[]>;

const cmyk = 5;
const maxPages = 64;

/** TIFF 6.0. Small previews beside the picture (NewSubfileType bit 0) do not count as pages. */
export function readTiffHeader(file: Buffer, name: string): ImageHeader {
  const pages = readTiffFields(file, name).filter(
    (page) => (first(page, tiffTags.newSubfileType, 0) & 1) === 0,
  );
  const page = pages[0];
  if (!page) throw unreadable(name, 'it holds no picture');
  if (pages.length > 1) throw unsupported(name, 'a TIFF of several pages');
  if (first(page, tiffTags.photometric, 1) === cmyk) throw unsupported(name, 'a CMYK picture');
  if (first(page, tiffTags.sampleFormat, 1) !== 1)
    throw unsupported(name, 'a TIFF of signed or floating numbers');
  const bits = first(page, tiffTags.bitsPerSample, 1);
  if (![1, 8, 16].includes(bits)) throw unsupported(name, `a TIFF of ${bits} bits a sample`);
  const orientation = first(page, tiffTags.orientation, 1);
  return {
    widthPx: first(page, tiffTags.widthPx, 0),
    heightPx: first(page, tiffTags.heightPx, 0),
    bits: bits === 16 ? 16 : 8,
    grayPalette: false,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    decodable: file,
  };
}

/** The directories of a TIFF (or of the EXIF part of a JPEG). Throws RangeError where the file ends early. */
export function readTiffFields(file: Buffer, name: string): Fields[] {
  const little = file.readUInt16BE(0) === 0x4949;
  const short = (offset: number) => (little ? file.readUInt16LE(offset) : file.readUInt16BE(offset));
  const long = (offset: number) => (little ? file.readUInt32LE(offset) : file.readUInt32BE(offset));
  const directories: Fields[] = [];
  for (let offset = long(4); offset !== 0;) {
    if (directories.length >= maxPages) throw unsupported(name, `a TIFF of more than ${maxPages} pages`);
    const fields = new Map<number, number[]>();
    const count = short(offset);
    for (let entry = offset + 2; entry < offset + 2 + count * 12; entry += 12) {
      const type = short(entry + 2);
      if (type !== 3 && type !== 4) continue;
      const values = Math.min(long(entry + 4), 16);
      const width = type === 3 ? 2 : 4;
      const at = long(entry + 4) * width <= 4 ? entry + 8 : long(entry + 8);
      const read = type === 3 ? short : long;
      fields.set(
        short(entry),
        Array.from({ length: values }, (_, i) => read(at + i * width)),
      );
    }
    directories.push(fields);
    offset = long(offset + 2 + count * 12);
  }
  return directories;
}

function first(fields: Fields, tag: number, otherwise: number): number {
  return fields.get(tag)?.[0] ?? otherwise;
}
