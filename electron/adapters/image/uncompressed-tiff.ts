import type { PixelImage } from '#shared/domain/frame';

const short = 3;
const long = 4;

/**
 * Pixels as an uncompressed little-endian TIFF: the form in which the native encoder takes gray and 16 bits.
 * @param memory written over where it has just the size that is needed; else new memory is taken
 */
export function toUncompressedTiff(image: PixelImage, memory?: Buffer): Buffer {
  const { widthPx, heightPx, channels, data } = image;
  const bits = data.BYTES_PER_ELEMENT * 8;
  const directory = 8;
  const bitsAt = directory + 2 + 9 * 12 + 4;
  const pixelsAt = bitsAt + 8;
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, long, 1, widthPx],
    [257, long, 1, heightPx],
    [258, short, channels, channels === 1 ? bits : bitsAt],
    [259, short, 1, 1], // no compression
    [262, short, 1, channels === 1 ? 1 : 2], // black is zero, or RGB
    [273, long, 1, pixelsAt],
    [277, short, 1, channels],
    [278, long, 1, heightPx],
    [279, long, 1, data.byteLength],
  ];
  const size = pixelsAt + data.byteLength;
  const file = memory?.length === size ? memory : Buffer.allocUnsafeSlow(size);
  file.fill(0, 0, pixelsAt);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(directory, 4);
  file.writeUInt16LE(entries.length, directory);
  entries.forEach(([tag, type, count, value], i) => {
    const at = directory + 2 + i * 12;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(count, at + 4);
    file.writeUInt32LE(value, at + 8);
  });
  for (let c = 0; c < 3; c++) file.writeUInt16LE(bits, bitsAt + c * 2);
  file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), pixelsAt);
  return file;
}
