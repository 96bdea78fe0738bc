import { createHash } from 'node:crypto';
import { encode } from 'fast-png';
import { createImageCodec } from '#electron/adapters/image/codec';
import { openDataset } from '#electron/core/datasets/open-dataset';
import type { ReadonlyFolder } from '#electron/core/ports';
import { AppFailure, type AppError } from '#shared/contract/errors';
import type { Dataset } from '#shared/domain/dataset';

export type Files = Record<string, string | Uint8Array>;

export const codec = createImageCodec();
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** A folder in memory; what is changed in `files` afterwards has changed on the disk. */
export function memoryFolder(files: Files): ReadonlyFolder {
  return {
    name: 'parts',
    files: async () => Object.keys(files).sort(),
    async read(path, largestBytes) {
      const content = files[path];
      if (content === undefined) throw new AppFailure('dataset.changed', `${path} is not there any more.`);
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      if (bytes.length > largestBytes) throw new AppFailure('image.too-large', `${path} is too large.`);
      return bytes;
    },
  };
}

export function open(files: Files, options: Record<string, string> = {}, cacheBytes = 1e6): Promise<Dataset> {
  return openDataset(
    memoryFolder(files),
    { codec, sha256 },
    { options, cacheBytes, signal: new AbortController().signal, onProgress: () => {} },
  );
}

/** What opening refuses with. */
export async function refusal(opened: Promise<unknown>): Promise<AppError> {
  const outcome = await opened.catch((thrown: unknown) => thrown);
  if (outcome instanceof AppFailure) return outcome.error;
  throw new Error('it was not refused');
}

let painted = 0;

/** A gray PNG; without `value` each call gives another picture. */
export function png(widthPx = 20, heightPx = 10, value = ++painted % 256): Uint8Array {
  return maskPng(widthPx, heightPx, (x) => (x === 0 ? painted >> 8 : value));
}

export function maskPng(widthPx: number, heightPx: number, at: (x: number, y: number) => number): Uint8Array {
  const data = Uint8Array.from({ length: widthPx * heightPx }, (_, i) =>
    at(i % widthPx, Math.floor(i / widthPx)),
  );
  return encode({ width: widthPx, height: heightPx, channels: 1, depth: 8, data });
}
