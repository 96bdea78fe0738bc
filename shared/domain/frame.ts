/** Decoded pixels: row by row from the top left, channels interleaved (HWC). */
export interface PixelImage {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 1: gray; 3: red, green, blue. */
  readonly channels: 1 | 3;
  /** Uint8Array: 0..255; Uint16Array: 0..65535 (a file of fewer significant bits is scaled up to that). */
  readonly data: Uint8Array | Uint16Array;
}

/** An image as a file holds it. */
export interface EncodedImage {
  readonly bytes: Uint8Array;
  readonly mediaType: ImageMediaType;
}

export const imageMediaTypes = ['image/png', 'image/jpeg', 'image/bmp', 'image/tiff'] as const;
export type ImageMediaType = (typeof imageMediaTypes)[number];

/** One picture of one part, as a source delivers it. */
export interface Frame {
  /** Tells this picture from all others of the source, also after a restart: a path with its time, a sequence number. */
  readonly key: string;
  /** What a person knows it by: a file name, a part number. */
  readonly name: string;
  /** Absolute path of the file it came from; null where it came from none. */
  readonly path: string | null;
  /** Counts from 0 in the order of the source; a gap means that frames were missed. */
  readonly sequence: number;
  /** Monotonic clock, ms. */
  readonly capturedAtMs: number;
  readonly image: PixelImage;
  /** The bytes the picture came in, where it came as a file: they are kept as they are. */
  readonly encoded: EncodedImage | null;
}

/** Largest image that is decoded, in pixels: 64 megapixels. */
export const maxImagePixels = 64_000_000;
