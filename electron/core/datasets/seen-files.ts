import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { ImageCodec, ReadonlyFolder } from '../ports';

/** Larger than any picture of `maxImagePixels` with 16 bits and alpha. */
const largestPictureBytes = 600_000_000;

export interface SeenPicture {
  /** Of the file's bytes. */
  readonly sha256: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The picture files of a dataset, each known by what it was when it was first seen. */
export interface SeenFiles {
  /** Hash and header. Throws AppFailure image.* */
  see(path: string): Promise<SeenPicture>;
  /** Its pixels. Throws AppFailure image.*, dataset.changed where it is not what was seen. */
  decode(path: string): Promise<PixelImage>;
}

export function createSeenFiles(
  folder: ReadonlyFolder,
  codec: Pick<ImageCodec, 'decode' | 'size'>,
  sha256: (data: Uint8Array) => string,
): SeenFiles {
  const seen = new Map<string, SeenPicture>();

  async function read(path: string): Promise<{ bytes: Uint8Array; picture: SeenPicture }> {
    const bytes = await folder.read(path, largestPictureBytes);
    const hash = sha256(bytes);
    const before = seen.get(path);
    if (before && before.sha256 !== hash) throw changed(path);
    const picture = before ?? { sha256: hash, ...codec.size(bytes, path) };
    seen.set(path, picture);
    return { bytes, picture };
  }

  return {
    see: async (path) => seen.get(path) ?? (await read(path)).picture,
    async decode(path) {
      const { bytes } = await read(path);
      return (await codec.decode(bytes, path)).image;
    },
  };
}

function changed(name: string): AppFailure {
  const sentence = `${name} changed: leave the dataset as it is while it is used, and open it again.`;
  return new AppFailure('dataset.changed', sentence, { name });
}
