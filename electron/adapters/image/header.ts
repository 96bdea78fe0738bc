import { maxImagePixels, type ImageMediaType } from '#shared/domain/frame';
import { readBmpHeader } from './bmp-header';
import { readJpegHeader } from './jpeg-header';
import { readPngHeader } from './png-header';
import { tooLarge, unreadable, unsupported } from './refusals';
import { readTiffHeader } from './tiff-header';

/** What is known of a picture before a pixel of it is unpacked. */
export interface ImageHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Bits of a sample once unpacked; fewer are scaled up to 8. */
  readonly bits: 8 | 16;
  /** The colours of its palette are all gray. */
  readonly grayPalette: boolean;
  /** EXIF orientation, 1..8: how the stored rows have to be turned to stand upright; 1: as they are. */
  readonly orientation: number;
  /** What the decoder gets: the file, without parts that are no pixels and could unpack to gigabytes. */
  readonly decodable: Uint8Array;
}

interface Format {
  readonly mediaType: ImageMediaType;
  matches(file: Buffer): boolean;
  /** Throws AppFailure, or RangeError where the file ends inside its header. */
  readHeader(file: Buffer, name: string): ImageHeader;
}

const formats: readonly Format[] = [
  {
    mediaType: 'image/png',
    matches: (file) => startsWith(file, '89504e470d0a1a0a'),
    readHeader: readPngHeader,
  },
  { mediaType: 'image/jpeg', matches: (file) => startsWith(file, 'ffd8ff'), readHeader: readJpegHeader },
  { mediaType: 'image/bmp', matches: (file) => startsWith(file, '424d'), readHeader: readBmpHeader },
  {
    mediaType: 'image/tiff',
    matches: (file) => startsWith(file, '49492a00') || startsWith(file, '4d4d002a'),
    readHeader: readTiffHeader,
  },
];

const refused: readonly { readonly what: string; matches(file: Buffer): boolean }[] = [
  { what: 'a GIF', matches: (file) => startsWith(file, '47494638') },
  { what: 'a WebP picture', matches: (file) => file.toString('latin1', 8, 12) === 'WEBP' },
  { what: 'a BigTIFF', matches: (file) => startsWith(file, '49492b00') || startsWith(file, '4d4d002b') },
  { what: 'an AVIF or HEIC picture', matches: (file) => file.toString('latin1', 4, 8) === 'ftyp' },
];

/**
 * Recognises a picture by its bytes, whatever its name, and reads its header.
 * Throws AppFailure image.unreadable, image.unsupported or image.too-large.
 */
export function readHeader(bytes: Uint8Array, name: string): ImageHeader & { mediaType: ImageMediaType } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length === 0) throw unreadable(name, 'the file is empty');
  const format = formats.find((each) => each.matches(file));
  if (!format) {
    const known = refused.find((each) => each.matches(file));
    throw known ? unsupported(name, known.what) : unreadable(name, 'it is not a picture');
  }
  const header = withinFile(name, () => format.readHeader(file, name));
  const { widthPx, heightPx } = header;
  if (widthPx < 1 || heightPx < 1) throw unreadable(name, 'it has no pixels');
  if (widthPx * heightPx > maxImagePixels) throw tooLarge(name, widthPx, heightPx);
  return { ...header, mediaType: format.mediaType };
}

/** Node's Buffer throws a RangeError for a read past the end: the file is cut short. */
function withinFile<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof RangeError) throw unreadable(name, 'the file ends before the picture does', thrown);
    throw thrown;
  }
}

function startsWith(file: Buffer, hex: string): boolean {
  return file.toString('hex', 0, hex.length / 2) === hex;
}
