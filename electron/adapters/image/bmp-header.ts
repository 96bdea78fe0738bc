import type { ImageHeader } from './header';
import { unsupported } from './refusals';

const coreHeaderBytes = 12;

/** BITMAPCOREHEADER and BITMAPINFOHEADER to BITMAPV5HEADER; a negative height means rows from the top. */
export function readBmpHeader(file: Buffer, name: string): ImageHeader {
  const headerBytes = file.readUInt32LE(14);
  const core = headerBytes === coreHeaderBytes;
  const widthPx = core ? file.readUInt16LE(18) : file.readInt32LE(18);
  const heightPx = Math.abs(core ? file.readUInt16LE(20) : file.readInt32LE(22));
  const bitsPerPixel = file.readUInt16LE(core ? 24 : 28);
  const compression = core ? 0 : file.readUInt32LE(30);
  if (compression === 4 || compression === 5) throw unsupported(name, 'a BMP that holds a JPEG or PNG');
  return {
    widthPx,
    heightPx,
    bits: 8,
    grayPalette: bitsPerPixel <= 8 && isGray(file, core),
    orientation: 1,
    decodable: file,
  };
}

/** The palette lies between the header and the pixels: blue, green, red and, but for the core header, a spare byte. */
function isGray(file: Buffer, core: boolean): boolean {
  const start = 14 + file.readUInt32LE(14);
  const used = core ? 0 : file.readUInt32LE(46);
  const size = core ? 3 : 4;
  const all = 2 ** file.readUInt16LE(core ? 24 : 28);
  const count = Math.min(used || all, 256);
  for (let i = start; i < start + count * size; i += size) {
    const blue = file.readUInt8(i);
    if (blue !== file.readUInt8(i + 1) || blue !== file.readUInt8(i + 2)) return false;
  }
  return true;
}
