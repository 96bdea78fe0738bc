import type { ImageHeader } from './header';
import { unreadable, unsupported } from './refusals';

const paletteColour = 3;
/** Samples a pixel by colour type: gray, RGB, palette, gray and alpha, RGB and alpha. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Compressed texts and profiles: no pixels, and a few kilobytes of them can unpack to gigabytes. */
const dropped = new Set(['zTXt', 'iTXt', 'iCCP']);

/** PNG specification, third edition. Walks all chunks, so a file without its end is refused. */
export function readPngHeader(file: Buffer, name: string): ImageHeader {
  const kept: Buffer[] = [file.subarray(0, 8)];
  let grayPalette = false;
  let packedBytes = 0;
  for (let offset = 8; ;) {
    const length = file.readUInt32BE(offset);
    const type = file.toString('latin1', offset + 4, offset + 8);
    const end = offset + 12 + length;
    if (end > file.length) throw new RangeError(`chunk ${type} ends at ${end}`);
    const body = file.subarray(offset + 8, end - 4);
    if (offset === 8 && (type !== 'IHDR' || length !== 13))
      throw unreadable(name, 'its PNG header is damaged');
    if (type === 'acTL' && body.readUInt32BE(0) > 1) throw unsupported(name, 'an animated PNG');
    if (type === 'IDAT') packedBytes += length;
    if (type === 'PLTE') grayPalette = isGray(body);
    if (!dropped.has(type)) kept.push(file.subarray(offset, end));
    offset = end;
    if (type === 'IEND') break;
  }
  const widthPx = file.readUInt32BE(16);
  const heightPx = file.readUInt32BE(20);
  const bits = file[24] === 16 ? 16 : 8;
  const rowBytes = 1 + Math.ceil((widthPx * (samples[file[25] ?? 0] ?? 1) * (file[24] ?? 8)) / 8);
  if (packedBytes > mostPackedBytes(rowBytes * heightPx))
    throw unreadable(name, 'it holds more data than it has pixels');
  return {
    widthPx,
    heightPx,
    bits,
    grayPalette: grayPalette && file[25] === paletteColour,
    orientation: 1,
    decodable: Buffer.concat(kept),
  };
}

/** Packing makes pixels hardly ever larger; much more is there to be unpacked without end. */
function mostPackedBytes(pixelBytes: number): number {
  return 2 * pixelBytes + 4096;
}

function isGray(palette: Buffer): boolean {
  for (let i = 0; i + 2 < palette.length; i += 3) {
    if (palette[i] !== palette[i + 1] || palette[i] !== palette[i + 2]) return false;
  }
  return true;
}
