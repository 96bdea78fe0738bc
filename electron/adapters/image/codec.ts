import { setImmediate } from 'node:timers/promises';
import { CompressionType, FilterType, Transformer } from '@napi-rs/image';
import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { Box } from '#shared/numeric/geometry';
import type { ImageCodec } from '#electron/core/ports';
import { displayOf } from './display';
import { DisplayThread } from './display-thread';
import { readHeader, type ImageHeader } from './header';
import { toPixelImage, upright } from './pixels';
import { unreadable, unsupported } from './refusals';
import type { Region } from './shrink';
import { toUncompressedTiff } from './uncompressed-tiff';

const mostSpare = 2;
const largestSpareBytes = 64_000_000;

export interface ClosableCodec extends ImageCodec {
  close(): Promise<void>;
}

/**
 * PNG, JPEG, BMP and TIFF, 8 and 16 bits, gray and RGB, unpacked and packed in native threads.
 * A file is what its bytes say, not its name. Gray stays gray, also where it comes as a gray palette. EXIF and TIFF
 * orientation is applied, as every viewer does; colour profiles and gamma are not: samples are the camera's numbers.
 * @param displayWorkerUrl the built electron/workers/display-worker.ts; left out: pictures for the screen are made by
 * the thread that asks
 */
export function createImageCodec({ displayWorkerUrl }: { displayWorkerUrl?: URL } = {}): ClosableCodec {
  const thread = displayWorkerUrl && new DisplayThread(displayWorkerUrl);
  /** Memory of pictures that are packed, for those that follow: the operating system is slow to give new memory. */
  const spare: Buffer[] = [];
  return {
    async decode(bytes, name) {
      const header = readHeader(bytes, name);
      const samples = await unpack(header, name);
      const image = toPixelImage(samples, header.widthPx, header.heightPx, header.grayPalette);
      return { image: upright(image, header.orientation), encoded: { bytes, mediaType: header.mediaType } };
    },

    size(bytes, name) {
      const { widthPx, heightPx, orientation } = readHeader(bytes, name);
      return orientation < 5 ? { widthPx, heightPx } : { widthPx: heightPx, heightPx: widthPx };
    },

    async encode(image) {
      const options = { compressionType: CompressionType.Fast, filterType: FilterType.Adaptive };
      const tiff = toUncompressedTiff(image, spare.pop());
      await setImmediate(); // to wake the encoder's thread can take a millisecond: the model gets its frame first
      const bytes = await new Transformer(tiff).png(options);
      if (spare.length < mostSpare && tiff.length <= largestSpareBytes) spare.push(tiff);
      return { bytes, mediaType: 'image/png' };
    },

    async display(image, region, maxPx) {
      const inside = wholePixels(image, region);
      return thread ? thread.display(image, inside, maxPx) : displayOf(image, inside, maxPx);
    },

    close: async () => thread?.close(),
  };
}

async function unpack(header: ImageHeader, name: string): Promise<Uint8Array | Uint16Array> {
  const raw = await new Transformer(header.decodable).rawPixels().catch((thrown: unknown) => {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    if (/not support|unsupported/i.test(why))
      throw unsupported(name, 'stored in a way that is not supported', thrown);
    throw unreadable(name, 'the file is incomplete or damaged', thrown);
  });
  const bytesAPixel = raw.length / (header.widthPx * header.heightPx);
  const channels = bytesAPixel / (header.bits / 8);
  if (![1, 2, 3, 4].includes(channels)) throw unreadable(name, 'its header contradicts its pixels');
  // Into memory of our own: what a native library allocated cannot be transferred to another thread.
  const bytes = new Uint8Array(raw);
  return header.bits === 8 ? bytes : new Uint16Array(bytes.buffer);
}

/** The region clipped to the image, widened to whole pixels. */
function wholePixels(image: PixelImage, region: Box | null): Region {
  const [left, top, width, height] = region ?? [0, 0, image.widthPx, image.heightPx];
  const x = Math.max(0, Math.floor(left));
  const y = Math.max(0, Math.floor(top));
  const widthPx = Math.min(image.widthPx, Math.ceil(left + width)) - x;
  const heightPx = Math.min(image.heightPx, Math.ceil(top + height)) - y;
  if (!(widthPx > 0 && heightPx > 0)) {
    throw new AppFailure('input.invalid', 'The region lies outside the picture; choose one inside it.');
  }
  return { x, y, widthPx, heightPx };
}
