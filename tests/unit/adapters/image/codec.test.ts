import { Transformer } from '@napi-rs/image';
import { decode as decodePng, encode as encodePng } from 'fast-png';
import { deflateSync } from 'node:zlib';
import { decode as decodeTiff } from 'tiff';
import { describe, expect, it } from 'vitest';
import { createImageCodec } from '#electron/adapters/image/codec';
import { toUncompressedTiff } from '#electron/adapters/image/uncompressed-tiff';
import { AppFailure, type AppError } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import {
  animatedGif,
  cmykJpeg,
  handMadeBmp,
  handMadePng,
  handMadeTiff,
  pngChunk,
  ramp,
  webp,
  withOrientation,
} from './samples';

const codec = createImageCodec();

async function refusal(bytes: Uint8Array, name = 'part.png'): Promise<AppError> {
  const outcome = await codec.decode(bytes, name).catch((thrown: unknown) => thrown);
  if (!(outcome instanceof AppFailure)) throw new Error(`${name} was decoded`);
  expect(outcome.error.message).toContain(name);
  return outcome.error;
}

/** Written by fast-png: another implementation than the one that decodes. */
function png({ widthPx, heightPx, channels, data }: PixelImage): Uint8Array {
  return encodePng({
    width: widthPx,
    height: heightPx,
    channels,
    depth: data instanceof Uint16Array ? 16 : 8,
    data,
  });
}

async function jpeg(image: PixelImage): Promise<Uint8Array> {
  return await new Transformer(toUncompressedTiff(image)).jpeg(100);
}

describe('decoding', () => {
  it.each([
    ['gray, 8 bits', ramp(13, 7, 1)],
    ['RGB, 8 bits', ramp(13, 7, 3)],
    ['gray, 16 bits', ramp(13, 7, 1, 16)],
    ['RGB, 16 bits', ramp(13, 7, 3, 16)],
    ['one pixel', ramp(1, 1, 1)],
  ])('gives the exact samples of a PNG: %s', async (_, image) => {
    expect((await codec.decode(png(image), 'a.png')).image).toEqual(image);
  });

  it('reads gray of 1, 2 and 4 bits as 8 bits from black to white', async () => {
    for (const [depth, rows, expected] of [
      [1, [0, 0b0101_0000], [0, 255, 0, 255]],
      [2, [0, 0b00_01_10_11], [0, 85, 170, 255]],
      [4, [0, 0x0f, 0x37], [0, 255, 51, 119]],
    ] as const) {
      const file = handMadePng({ widthPx: 4, heightPx: 1, depth, colour: 0, rows: Uint8Array.from(rows) });
      const { image } = await codec.decode(file, 'a.png');
      expect([image.channels, ...image.data]).toEqual([1, ...expected]);
    }
  });

  it('lays transparent pixels over white', async () => {
    const rows = Uint8Array.from([0, 10, 20, 30, 255, 10, 20, 30, 0, 100, 100, 100, 51]);
    const { image } = await codec.decode(
      handMadePng({ widthPx: 3, heightPx: 1, depth: 8, colour: 6, rows }),
      'a.png',
    );
    // 51 of 255 is a fifth: 100 / 5 + 255 · 4 / 5 = 224
    expect([...image.data]).toEqual([10, 20, 30, 255, 255, 255, 224, 224, 224]);
  });

  it('expands a palette; one of grays alone stays gray', async () => {
    const rows = Uint8Array.from([0, 1, 0]);
    const palette = (...colours: number[]) => [pngChunk('PLTE', Uint8Array.from(colours))];
    const colour = await codec.decode(
      handMadePng({ widthPx: 2, heightPx: 1, depth: 8, colour: 3, rows, before: palette(1, 2, 3, 4, 5, 6) }),
      'a.png',
    );
    expect([colour.image.channels, ...colour.image.data]).toEqual([3, 4, 5, 6, 1, 2, 3]);
    const gray = await codec.decode(
      handMadePng({ widthPx: 2, heightPx: 1, depth: 8, colour: 3, rows, before: palette(9, 9, 9, 7, 7, 7) }),
      'a.png',
    );
    expect([gray.image.channels, ...gray.image.data]).toEqual([1, 7, 9]);
  });

  it('reads a BMP with its rows from the bottom, gray palettes as gray', async () => {
    const gray = [
      [10, 10, 10],
      [200, 200, 200],
    ];
    const { image, encoded } = await codec.decode(handMadeBmp(3, 2, gray, [0, 0, 1, 1, 0, 0]), 'a.bmp');
    expect([image.channels, ...image.data]).toEqual([1, 10, 10, 200, 200, 10, 10]);
    expect(encoded.mediaType).toBe('image/bmp');
    const blue = await codec.decode(handMadeBmp(1, 1, [[255, 0, 7]], [0]), 'a.bmp');
    expect([blue.image.channels, ...blue.image.data]).toEqual([3, 7, 0, 255]);
  });

  it('reads a TIFF, 8 and 16 bits, and turns white-is-zero over', async () => {
    const pixels = Uint8Array.from([0, 50, 255, 7, 8, 9]);
    const plain = await codec.decode(handMadeTiff(3, 2, pixels), 'a.tif');
    expect(plain.image).toEqual({ widthPx: 3, heightPx: 2, channels: 1, data: pixels });
    const inverted = await codec.decode(handMadeTiff(3, 2, pixels, [{ 262: 0 }]), 'a.tif');
    expect([...inverted.image.data]).toEqual([255, 205, 0, 248, 247, 246]);
    const deep = ramp(5, 4, 3, 16);
    expect((await codec.decode(toUncompressedTiff(deep), 'a.tif')).image).toEqual(deep);
  });

  it('takes a preview beside the picture for no second page', async () => {
    const { image } = await codec.decode(handMadeTiff(2, 1, Uint8Array.of(1, 2), [{}, { 254: 1 }]), 'a.tif');
    expect([...image.data]).toEqual([1, 2]);
  });

  it('keeps a JPEG of three components RGB and within what JPEG loses', async () => {
    const { image, encoded } = await codec.decode(
      await jpeg({ ...ramp(16, 16, 3), data: new Uint8Array(768).fill(90) }),
      'a.jpg',
    );
    expect(image.channels).toBe(3);
    expect(Math.max(...image.data.map((value) => Math.abs(value - 90)))).toBeLessThanOrEqual(2);
    expect(encoded.mediaType).toBe('image/jpeg');
  });

  it('turns a JPEG as its EXIF orientation says', async () => {
    // Left half dark, right half bright, 32 × 16.
    const data = Uint8Array.from({ length: 32 * 16 * 3 }, (_, i) => (Math.floor(i / 3) % 32 < 16 ? 20 : 220));
    const stored = await jpeg({ widthPx: 32, heightPx: 16, channels: 3, data });
    const brightAt = async (orientation: number) => {
      const { image } = await codec.decode(withOrientation(stored, orientation), 'a.jpg');
      const value = (x: number, y: number) => image.data[(y * image.widthPx + x) * 3]! > 128;
      const [right, bottom] = [image.widthPx - 1, image.heightPx - 1];
      return [image.widthPx, image.heightPx, value(0, 0), value(right, 0), value(0, bottom)];
    };
    // EXIF 2.3, tag 0x0112: where the stored 0th row and column lie
    expect(await brightAt(1)).toEqual([32, 16, false, true, false]);
    expect(await brightAt(2)).toEqual([32, 16, true, false, true]);
    expect(await brightAt(3)).toEqual([32, 16, true, false, true]);
    expect(await brightAt(4)).toEqual([32, 16, false, true, false]);
    expect(await brightAt(5)).toEqual([16, 32, false, false, true]);
    expect(await brightAt(6)).toEqual([16, 32, false, false, true]);
    expect(await brightAt(7)).toEqual([16, 32, true, true, false]);
    expect(await brightAt(8)).toEqual([16, 32, true, true, false]);
  });

  it('goes by the bytes, not by the name', async () => {
    const { encoded } = await codec.decode(await jpeg(ramp(8, 8, 3)), 'a.png');
    expect(encoded.mediaType).toBe('image/jpeg');
  });

  it('gives pixels whose memory can be transferred', async () => {
    for (const image of [ramp(1200, 900, 1), ramp(640, 480, 1, 16)]) {
      const { data } = (await codec.decode(png(image), 'a.png')).image;
      const copy = data.slice();
      const bytes = (samples: Uint8Array | Uint16Array) => Buffer.from(samples.buffer);
      const moved = structuredClone(data, { transfer: [data.buffer as ArrayBuffer] });
      expect(bytes(moved).equals(bytes(copy))).toBe(true);
      expect(data.length).toBe(0);
    }
  });
});

describe('refusing', () => {
  it('refuses every file that is cut short, wherever', async () => {
    const image = ramp(40, 30, 3);
    const files: [string, Uint8Array][] = [
      ['a.png', png(image)],
      ['a.jpg', await jpeg(image)],
      [
        'a.bmp',
        handMadeBmp(
          40,
          30,
          [[0, 0, 0]],
          Array.from({ length: 1200 }, () => 0),
        ),
      ],
      ['a.tif', toUncompressedTiff(image)],
    ];
    for (const [name, file] of files) {
      for (let kept = 0; kept < file.length; kept += Math.max(1, Math.floor(file.length / 60))) {
        expect((await refusal(file.subarray(0, kept), name)).code, `${name} cut at ${kept}`).toBe(
          'image.unreadable',
        );
      }
      expect((await refusal(file.subarray(0, -1), name)).code).toBe('image.unreadable');
    }
  });

  it('refuses a JPEG whose end is still zeros, as a copy in progress leaves it', async () => {
    const file = Buffer.from(await jpeg(ramp(64, 64, 3)));
    file.fill(0, Math.floor(file.length * 0.6));
    expect((await refusal(file, 'a.jpg')).code).toBe('image.unreadable');
  });

  it('refuses damaged PNG data by its checksum', async () => {
    const file = Buffer.from(png(ramp(40, 30, 1)));
    file[60]! ^= 0xff;
    expect((await refusal(file)).code).toBe('image.unreadable');
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'image.unreadable'],
    ['a text', Buffer.from('This is not a picture at all.'), 'image.unreadable'],
    ['a CMYK JPEG', cmykJpeg, 'image.unsupported'],
    ['a GIF', animatedGif, 'image.unsupported'],
    ['a WebP', webp, 'image.unsupported'],
    ['several pages', handMadeTiff(2, 1, Uint8Array.of(1, 2), [{}, {}]), 'image.unsupported'],
    ['a CMYK TIFF', handMadeTiff(2, 1, Uint8Array.of(1, 2), [{ 262: 5 }]), 'image.unsupported'],
    ['a TIFF of 12 bits', handMadeTiff(2, 1, Uint8Array.of(1, 2, 3), [{ 258: 12 }]), 'image.unsupported'],
    [
      'a TIFF of floating numbers',
      handMadeTiff(2, 1, Uint8Array.of(1, 2), [{ 339: 3 }]),
      'image.unsupported',
    ],
  ])('tells %s', async (_, bytes, code) => {
    const error = await refusal(bytes);
    expect(error.code).toBe(code);
    expect(error.details['name']).toBe('part.png');
    expect(error.message).toMatch(/\. (Copy|Save) .*\.$/);
  });

  it('refuses an animated PNG, but not one frame of it', async () => {
    const animated = (frames: number) => {
      const control = Buffer.alloc(8);
      control.writeUInt32BE(frames, 0);
      const before = [pngChunk('acTL', control)];
      return handMadePng({ widthPx: 1, heightPx: 1, depth: 8, colour: 0, rows: Uint8Array.of(0, 5), before });
    };
    expect((await refusal(animated(2))).code).toBe('image.unsupported');
    expect((await codec.decode(animated(1), 'a.png')).image.data).toEqual(Uint8Array.of(5));
  });

  it('refuses too large a picture by its header alone, in every format', async () => {
    const before = process.memoryUsage().rss;
    const tiny = Uint8Array.of(0, 0);
    const large = handMadePng({ widthPx: 100_000, heightPx: 70_000, depth: 16, colour: 2, rows: tiny });
    const error = await refusal(large);
    expect(error.code).toBe('image.too-large');
    expect(error.details).toMatchObject({ widthPx: 100_000, heightPx: 70_000, maxPixels: 64_000_000 });
    const photo = Buffer.from(await jpeg(ramp(16, 16, 3)));
    const frame = photo.indexOf(Buffer.of(0xff, 0xc0));
    photo.writeUInt16BE(10_000, frame + 5);
    photo.writeUInt16BE(10_000, frame + 7);
    expect((await refusal(photo, 'a.jpg')).code).toBe('image.too-large');
    expect((await refusal(handMadeTiff(1, 1, tiny, [{ 256: 65_535, 257: 65_535 }]), 'a.tif')).code).toBe(
      'image.too-large',
    );
    const bmp = handMadeBmp(1, 1, [[0, 0, 0]], [0]);
    bmp.writeInt32LE(-2_000_000, 22);
    bmp.writeInt32LE(2000, 18);
    expect((await refusal(bmp, 'a.bmp')).code).toBe('image.too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  it('unpacks no more than the picture needs', async () => {
    const gigabyte = deflateSync(Buffer.alloc(1 << 28), { level: 1 });
    const rss = process.memoryUsage().rss;
    const idat = Buffer.concat([
      handMadePng({ widthPx: 8, heightPx: 1, depth: 8, colour: 0, rows: Uint8Array.of(0) }).subarray(0, 33),
      pngChunk('IDAT', gigabyte),
      pngChunk('IEND', Buffer.alloc(0)),
    ]);
    expect((await refusal(idat, 'a.png')).message).toMatch(/more data than it has pixels/);
    const note = Buffer.concat([Buffer.from('a\0\0', 'latin1'), gigabyte]);
    const before = [pngChunk('zTXt', note), pngChunk('iCCP', note), pngChunk('iTXt', note)];
    const rows = Uint8Array.of(0, 1);
    const noted = handMadePng({ widthPx: 1, heightPx: 1, depth: 8, colour: 0, rows, before });
    expect((await codec.decode(noted, 'a.png')).image.data).toEqual(Uint8Array.of(1));
    const zipped = handMadeTiff(8, 1, gigabyte, [{ 259: 8 }]);
    expect((await codec.decode(zipped, 'a.tif')).image.data.length).toBe(8);
    expect(process.memoryUsage().rss - rss).toBeLessThan(120e6);
  });

  it('refuses a TIFF that lies about its strips', async () => {
    const pixels = new Uint8Array(64);
    for (const lie of [{ 279: 0xffff_fff0 }, { 273: 0xffff_fff0 }, { 278: 1 }, { 257: 8000 }]) {
      expect((await refusal(handMadeTiff(8, 8, pixels, [lie]), 'a.tif')).code).toBe('image.unreadable');
    }
  });

  it('refuses a TIFF whose pages go round in a circle', async () => {
    const file = handMadeTiff(2, 1, Uint8Array.of(1, 2));
    file.writeUInt32LE(10, file.length - 4);
    expect((await refusal(file, 'a.tif')).code).toBe('image.unsupported');
  });
});

describe('encoding', () => {
  it.each([
    ['gray', ramp(17, 9, 1)],
    ['RGB', ramp(17, 9, 3)],
    ['gray of 16 bits', ramp(17, 9, 1, 16)],
    ['RGB of 16 bits', ramp(17, 9, 3, 16)],
    ['one pixel', ramp(1, 1, 3)],
  ])('writes a lossless PNG: %s', async (_, image) => {
    const { bytes, mediaType } = await codec.encode(image);
    expect(mediaType).toBe('image/png');
    const read = decodePng(bytes, { checkCrc: true });
    expect([read.width, read.height, read.channels, read.depth]).toEqual([
      image.widthPx,
      image.heightPx,
      image.channels,
      image.data.BYTES_PER_ELEMENT * 8,
    ]);
    expect([...read.data]).toEqual([...image.data]);
  });

  it('has copied the pixels before it answers', async () => {
    const image = ramp(64, 64, 1);
    const expected = [...image.data];
    const encoding = codec.encode(image);
    structuredClone(image.data, { transfer: [image.data.buffer as ArrayBuffer] });
    expect([...decodePng((await encoding).bytes).data]).toEqual(expected);
  });

  it('hands pixels to the encoder as a TIFF that other readers understand', () => {
    for (const image of [ramp(5, 3, 1), ramp(5, 3, 3), ramp(5, 3, 1, 16), ramp(5, 3, 3, 16)]) {
      const page = decodeTiff(toUncompressedTiff(image))[0]!;
      expect([page.width, page.height, page.components, [...page.data]]).toEqual([
        5,
        3,
        image.channels,
        [...image.data],
      ]);
    }
  });
});

describe('display', () => {
  it('averages the area that each pixel covers', async () => {
    const image: PixelImage = {
      widthPx: 4,
      heightPx: 2,
      channels: 1,
      data: Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 70),
    };
    const halved = await codec.display(image, null, 2);
    expect(halved).toMatchObject({ encoding: 'gray', widthPx: 2, heightPx: 1, scale: 2 });
    expect([...halved.bytes]).toEqual([25, 45]);
    // 3 → 2 pixels: 1½ each, so the middle one counts half on either side: (0 + ½ · 90) / 1½ = 30
    const odd = await codec.display(
      { widthPx: 3, heightPx: 1, channels: 1, data: Uint8Array.of(0, 90, 255) },
      null,
      2,
    );
    expect([...odd.bytes]).toEqual([30, 200]);
  });

  it('keeps the mean of any picture at any size', async () => {
    const data = Uint8Array.from({ length: 301 * 203 }, (_, i) => (i * 7919) % 251);
    const image: PixelImage = { widthPx: 301, heightPx: 203, channels: 1, data };
    const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const maxPx of [300, 128, 77, 16]) {
      const { bytes } = await codec.display(image, null, maxPx);
      expect(Math.abs(mean(bytes) - mean(data))).toBeLessThan(0.5);
    }
  });

  it('crops, never enlarges, and keeps inside the picture', async () => {
    const image = ramp(20, 10, 1);
    const shown = await codec.display(image, [15, 8, 50, 50], 1000);
    expect(shown).toMatchObject({ widthPx: 5, heightPx: 2, scale: 1 });
    expect(shown.bytes[0]).toBe(image.data[8 * 20 + 15]);
    await expect(codec.display(image, [30, 0, 5, 5], 100)).rejects.toMatchObject({
      error: { code: 'input.invalid' },
    });
  });

  it('brings 16 bits to 8', async () => {
    const image: PixelImage = {
      widthPx: 3,
      heightPx: 1,
      channels: 1,
      data: Uint16Array.of(0, 32_896, 65_535),
    };
    expect([...(await codec.display(image, null, 100)).bytes]).toEqual([0, 128, 255]);
  });

  it('sends gray as bytes of its own, colour as JPEG', async () => {
    const image = ramp(30, 20, 1);
    const gray = await codec.display(image, null, 1000);
    expect(gray.bytes.buffer).not.toBe(image.data.buffer);
    expect(gray.bytes.buffer.byteLength).toBe(600);
    const colour = await codec.display(
      { widthPx: 32, heightPx: 16, channels: 3, data: new Uint8Array(1536).fill(77) },
      null,
      16,
    );
    expect(colour).toMatchObject({ encoding: 'jpeg', widthPx: 16, heightPx: 8, scale: 2 });
    const { image: seen } = await codec.decode(colour.bytes, 'screen');
    expect([seen.widthPx, seen.heightPx, Math.abs(seen.data[0]! - 77) <= 2]).toEqual([16, 8, true]);
  });
});
