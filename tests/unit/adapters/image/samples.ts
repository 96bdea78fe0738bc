import { deflateSync } from 'node:zlib';
import type { PixelImage } from '#shared/domain/frame';

/** A picture with a different value everywhere: nothing can be swapped unnoticed. */
export function ramp(widthPx: number, heightPx: number, channels: 1 | 3, bits: 8 | 16 = 8): PixelImage {
  const length = widthPx * heightPx * channels;
  const data = bits === 8 ? new Uint8Array(length) : new Uint16Array(length);
  const step = bits === 8 ? 37 : 7919;
  for (let i = 0; i < length; i++) data[i] = i * step;
  return { widthPx, heightPx, channels, data };
}

export function pngChunk(type: string, body: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + body.length);
  chunk.writeUInt32BE(body.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(body, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length);
  return chunk;
}

/** PNG specification, annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

interface HandMadePng {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly depth: number;
  readonly colour: 0 | 2 | 3 | 4 | 6;
  /** Filter byte and samples, row by row. */
  readonly rows: Uint8Array;
  readonly before?: readonly Buffer[];
}

/** A PNG byte by byte, as its specification says. */
export function handMadePng({ widthPx, heightPx, depth, colour, rows, before = [] }: HandMadePng): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header[8] = depth;
  header[9] = colour;
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const data = pngChunk('IDAT', deflateSync(rows));
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    ...before,
    data,
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A BMP of 8 bits a pixel with a palette of three bytes of blue, green, red each; rows from the bottom up. */
export function handMadeBmp(
  widthPx: number,
  heightPx: number,
  palette: readonly number[][],
  indices: readonly number[],
): Buffer {
  const stride = Math.ceil(widthPx / 4) * 4;
  const start = 54 + palette.length * 4;
  const file = Buffer.alloc(start + stride * heightPx);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(start, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(widthPx, 18);
  file.writeInt32LE(heightPx, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(8, 28);
  file.writeUInt32LE(palette.length, 46);
  palette.forEach((colour, i) => file.set(colour, 54 + i * 4));
  for (let y = 0; y < heightPx; y++) {
    const row = start + (heightPx - 1 - y) * stride;
    file.set(indices.slice(y * widthPx, (y + 1) * widthPx), row);
  }
  return file;
}

/** An uncompressed gray TIFF of 8 bits; each page holds the same pixels. `changes` overrides tags of the pages. */
export function handMadeTiff(
  widthPx: number,
  heightPx: number,
  pixels: Uint8Array,
  changes: readonly Record<number, number>[] = [{}],
): Buffer {
  const head = Buffer.alloc(8);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8 + pixels.length, 4);
  const parts: Buffer[] = [head, Buffer.from(pixels)];
  let offset = 8 + pixels.length;
  changes.forEach((change, page) => {
    const tags: Record<number, number> = {
      256: widthPx,
      257: heightPx,
      258: 8,
      259: 1,
      262: 1,
      273: 8,
      277: 1,
      278: heightPx,
      279: pixels.length,
      ...change,
    };
    const entries = Object.entries(tags);
    const directory = Buffer.alloc(2 + entries.length * 12 + 4);
    directory.writeUInt16LE(entries.length, 0);
    entries.forEach(([tag, value], i) => {
      directory.writeUInt16LE(Number(tag), 2 + i * 12);
      directory.writeUInt16LE(4, 4 + i * 12);
      directory.writeUInt32LE(1, 6 + i * 12);
      directory.writeUInt32LE(value, 10 + i * 12);
    });
    offset += directory.length;
    directory.writeUInt32LE(page + 1 < changes.length ? offset : 0, directory.length - 4);
    parts.push(directory);
  });
  return Buffer.concat(parts);
}

/** 8 × 8 pixels, four components, written by ImageMagick 6.9. */
export const cmykJpeg = Buffer.from(
  '/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAQCwwODAoQDg0OEhEQExgoGhgWFhgxIyUdKDozPTw5Mzg3QEhcTkBEV0U3OFBtUVdfYmdoZz5NcXlwZHhcZWdj/9sAQwEREhIYFRgvGhovY0I4QmNjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj/8AAFAgACAAIBAEiAAIRAQMRAQQiAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAFBv/EABgQAQADAQAAAAAAAAAAAAAAAAAEFCVh/8QAFQEBAQAAAAAAAAAAAAAAAAAABAb/xAAaEQACAgMAAAAAAAAAAAAAAAAABAEVUVKR/9oADgQBAAIRAxEEAAA/ALtSRwBK2bW4GqWxPTSa4D//2Q==',
  'base64',
);

/** Two red and blue frames. */
export const animatedGif = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\xff', 'latin1');

/** 2 × 2 red pixels, written by ImageMagick 6.9. */
export const webp = Buffer.from(
  'UklGRjwAAABXRUJQVlA4IDAAAADQAQCdASoCAAIAAgA0JaACdLoB+AADsAD+8MQL/yC5YXXI1/8gP+QH/ID/+PIAAAA=',
  'base64',
);

/** Puts an EXIF part that says nothing but the orientation behind the start of a JPEG. */
export function withOrientation(jpeg: Uint8Array, orientation: number): Buffer {
  const exif = Buffer.from('Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
  exif.writeUInt16LE(orientation, 6 + 18);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([head, exif, jpeg.subarray(2)]);
}
