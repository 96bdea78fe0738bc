import type { ImageHeader } from './header';
import { unreadable, unsupported } from './refusals';
import { readTiffFields, tiffTags } from './tiff-header';

const startOfScan = 0xda;
const endOfImage = 0xd9;
const exif = 0xe1;
/** A picture in more passes than this only wants to keep the decoder busy. */
const maxScans = 100;

/**
 * ITU T.81 annex B. Walks all segments up to the end-of-image marker: decoders fill what is missing with gray,
 * so a file without that marker is refused here. What follows the marker (previews, padding) does not matter.
 */
export function readJpegHeader(file: Buffer, name: string): ImageHeader {
  let frame: Buffer | null = null;
  let orientation = 1;
  let scans = 0;
  for (let offset = 2; ;) {
    const marker = markerAt(file, offset, name);
    offset = marker.end;
    if (marker.code === endOfImage) break;
    if (marker.code === 0x01 || (marker.code >= 0xd0 && marker.code <= 0xd7)) continue;
    const length = file.readUInt16BE(offset);
    const body = file.subarray(offset + 2, offset + length);
    offset += length;
    if (offset > file.length) throw new RangeError(`a segment ends at ${offset}`);
    if (isFrame(marker.code)) frame = checkedFrame(marker.code, body, name);
    if (marker.code === exif) orientation = exifOrientation(body) ?? orientation;
    if (marker.code !== startOfScan) continue;
    if (++scans > maxScans) throw unsupported(name, `a JPEG of more than ${maxScans} passes`);
    offset = endOfScan(file, offset);
  }
  if (!frame || scans === 0) throw unreadable(name, 'it holds no picture');
  return {
    widthPx: frame.readUInt16BE(3),
    heightPx: frame.readUInt16BE(1),
    bits: 8,
    grayPalette: false,
    orientation,
    decodable: file,
  };
}

/** A marker: any number of 0xFF, then its code. */
function markerAt(file: Buffer, offset: number, name: string): { code: number; end: number } {
  if (file.readUInt8(offset) !== 0xff) throw unreadable(name, 'its JPEG data is damaged');
  let end = offset + 1;
  while (file.readUInt8(end) === 0xff) end++;
  return { code: file.readUInt8(end), end: end + 1 };
}

function isFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
}

function checkedFrame(code: number, body: Buffer, name: string): Buffer {
  const lossless = code === 0xc3 || (code >= 0xc5 && code <= 0xc7) || code === 0xcb || code >= 0xcd;
  if (lossless) throw unsupported(name, 'a lossless or hierarchical JPEG');
  const precision = body.readUInt8(0);
  if (precision !== 8) throw unsupported(name, `a JPEG of ${precision} bits`);
  const components = body.readUInt8(5);
  if (components === 4) throw unsupported(name, 'a CMYK picture');
  if (components !== 1 && components !== 3) throw unsupported(name, `a JPEG of ${components} components`);
  return body;
}

/** In the scan's data 0xFF is followed by 0 (stuffing) or 0xD0..0xD7 (restart); anything else is a marker. */
function endOfScan(file: Buffer, start: number): number {
  for (let offset = start; ; offset += 2) {
    offset = file.indexOf(0xff, offset);
    if (offset < 0) throw new RangeError('the scan has no end');
    const code = file.readUInt8(offset + 1);
    if (code !== 0 && !(code >= 0xd0 && code <= 0xd7)) return offset;
  }
}

function exifOrientation(body: Buffer): number | null {
  if (body.toString('latin1', 0, 6) !== 'Exif\0\0') return null;
  try {
    const value = readTiffFields(body.subarray(6), 'Exif')[0]?.get(tiffTags.orientation)?.[0] ?? 1;
    return value >= 1 && value <= 8 ? value : 1;
  } catch {
    return null; // damaged camera notes leave the pixels as they are stored
  }
}
