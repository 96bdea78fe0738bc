import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync, constants } from 'node:zlib';
import { createImageCodec } from '#electron/adapters/image/codec';
import type { PixelImage } from '#shared/domain/frame';
import { animatedGif, cmykJpeg, handMadePng, pngChunk } from '../unit/adapters/image/samples';

/** Every way in which a file in a folder can fail to be a picture, with good ones at both ends and in between. */
export async function writeBadFiles(folder: string, good: Uint8Array): Promise<void> {
  const codec = createImageCodec();
  const square: PixelImage = {
    widthPx: 640,
    heightPx: 640,
    channels: 3,
    data: new Uint8Array(640 * 640 * 3).fill(99),
  };
  const jpeg = (await codec.display(square, null, 640)).bytes;
  const files: Record<string, Uint8Array | string> = {
    '01-good.png': good,
    '02-truncated.png': good.subarray(0, good.length - 40),
    '03-truncated.jpg': jpeg.subarray(0, jpeg.length / 2),
    '04-empty.png': '',
    '05-text.png': 'Nothing to see here.\n',
    '06-100-megapixels.png': withSize(10_000, 10_000),
    '07-20-gigabytes.png': withSize(100_000, 70_000),
    '08-good.png': Uint8Array.from(good),
    '09-bomb.png': bomb(),
    '10-one-pixel.png': withSize(1, 1),
    '11-cmyk.jpg': cmykJpeg,
    '12-animated.gif': animatedGif,
    '13-animated.png': animatedPng(),
    '16-good.png': Uint8Array.from(good),
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  await mkdir(join(folder, '14-folder.png'));
  await symlink(join(folder, 'gone.png'), join(folder, '15-broken-link.png'));
}

/** In the order of the folder. */
export const goodFiles = ['01-good.png', '08-good.png', '16-good.png'];

/** The code that each bad file is recorded with. */
export const badFiles: Readonly<Record<string, string>> = {
  '02-truncated.png': 'image.unreadable',
  '03-truncated.jpg': 'image.unreadable',
  '04-empty.png': 'image.unreadable',
  '05-text.png': 'image.unreadable',
  '06-100-megapixels.png': 'image.too-large',
  '07-20-gigabytes.png': 'image.too-large',
  '09-bomb.png': 'image.unreadable',
  '10-one-pixel.png': 'golden.mismatch',
  '11-cmyk.jpg': 'image.unsupported',
  '12-animated.gif': 'image.unsupported',
  '13-animated.png': 'image.unsupported',
  '14-folder.png': 'image.unreadable',
  '15-broken-link.png': 'image.unreadable',
};

function withSize(widthPx: number, heightPx: number): Buffer {
  return handMadePng({ widthPx, heightPx, depth: 8, colour: 2, rows: new Uint8Array(4) });
}

function animatedPng(): Buffer {
  const frames = Buffer.alloc(8);
  frames.writeUInt32BE(2, 0);
  const rows = Uint8Array.of(0, 7);
  const before = [pngChunk('acTL', frames)];
  return handMadePng({ widthPx: 1, heightPx: 1, depth: 8, colour: 0, rows, before });
}

/** 640×640 pixels by its header, 20 GB by its data: one megabyte of zeros, packed, 20,000 times over. */
function bomb(): Buffer {
  const flushed = { level: 9, finishFlush: constants.Z_FULL_FLUSH };
  const megabyte = deflateSync(Buffer.alloc(1e6), flushed);
  const repeated = Array.from({ length: 20_000 }, () => megabyte.subarray(2));
  const header = handMadePng({ widthPx: 640, heightPx: 640, depth: 8, colour: 0, rows: new Uint8Array(1) });
  return Buffer.concat([
    header.subarray(0, 33),
    pngChunk('IDAT', Buffer.concat([megabyte.subarray(0, 2), ...repeated])),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}
