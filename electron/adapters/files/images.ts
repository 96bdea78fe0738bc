import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, type Stats } from 'node:fs';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '#shared/contract/errors';
import type { EncodedImage, ImageMediaType } from '#shared/domain/frame';
import type { Images } from '#electron/core/ports';
import { codeOf, explained, isTemporary, writeWhole } from './durable-file';

const extensions: Readonly<Record<ImageMediaType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/bmp': 'bmp',
  'image/tiff': 'tif',
};
const mediaTypes = Object.keys(extensions) as ImageMediaType[];

/**
 * Image files by the SHA-256 of their bytes: `<folder>/ab/abcd….png`. Same bytes, same file, written once; a file's
 * time is when it was put last. What a process that died left half written is removed here, so no other process may
 * use the folder.
 */
export function createImages(folder: string): Images {
  mkdirSync(folder, { recursive: true });
  for (const name of shelves(folder)) removeTemporary(join(folder, name));

  /** Known from the first question on. */
  let total: Promise<number> | null = null;
  const writing = new Map<string, Promise<void>>();
  const removing = new Map<string, Promise<void>>();

  function pathOf(sha256: string, mediaType: ImageMediaType): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`${sha256} is no SHA-256`);
    return join(folder, sha256.slice(0, 2), `${sha256}.${extensions[mediaType]}`);
  }

  function changeTotal(bytes: number): void {
    total = total?.then((before) => before + bytes) ?? null;
  }

  async function write(sha256: string, { bytes, mediaType }: EncodedImage): Promise<void> {
    await removing.get(sha256);
    const path = pathOf(sha256, mediaType);
    if ((await statsOf(path))?.size !== bytes.length) return changeTotal(await writeWhole(path, [bytes]));
    const now = new Date();
    await utimes(path, now, now);
  }

  async function removeFile(sha256: string, putBefore: Date | undefined): Promise<void> {
    await writing.get(sha256)?.catch(() => {}); // told to whoever puts it
    for (const mediaType of mediaTypes) {
      const path = pathOf(sha256, mediaType);
      const stats = await statsOf(path);
      if (!stats || (putBefore && stats.mtime >= putBefore)) continue;
      await rm(path, { force: true });
      changeTotal(-stats.size);
    }
  }

  return {
    async put(image) {
      const sha256 = createHash('sha256').update(image.bytes).digest('hex');
      let written = writing.get(sha256);
      if (!written) {
        written = write(sha256, image).finally(() => writing.delete(sha256));
        writing.set(sha256, written);
      }
      await written;
      return sha256;
    },
    async get(sha256) {
      for (const mediaType of mediaTypes) {
        const path = pathOf(sha256, mediaType);
        try {
          return { bytes: await readFile(path), mediaType };
        } catch (thrown) {
          if (codeOf(thrown) !== 'ENOENT') throw explained(thrown, path);
        }
      }
      throw new AppFailure('record.missing', 'This image is no longer kept.', { sha256 });
    },
    async remove(sha256, putBefore) {
      const removed = removeFile(sha256, putBefore);
      const settled = removed
        .catch(() => {}) // the caller has it; whoever puts the same image only waits for the end
        .then(() => void (removing.get(sha256) === settled && removing.delete(sha256)));
      removing.set(sha256, settled);
      await removed;
    },
    async *olderThan(time) {
      for (const shelf of shelves(folder)) {
        for (const name of await readdir(join(folder, shelf))) {
          const sha256 = /^([0-9a-f]{64})\.[a-z]+$/.exec(name)?.[1];
          if (sha256 === undefined) continue;
          const stats = await statsOf(join(folder, shelf, name));
          if (stats && stats.mtime < time) yield sha256;
        }
      }
    },
    totalBytes() {
      total ??= measure(folder);
      return total;
    },
  };
}

function shelves(folder: string): string[] {
  return readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name));
}

function removeTemporary(folder: string): void {
  for (const name of readdirSync(folder)) if (isTemporary(name)) rmSync(join(folder, name));
}

async function measure(folder: string): Promise<number> {
  let bytes = 0;
  for (const shelf of shelves(folder)) {
    const names = (await readdir(join(folder, shelf))).filter((name) => !isTemporary(name));
    for (const name of names) bytes += (await statsOf(join(folder, shelf, name)))?.size ?? 0;
  }
  return bytes;
}

async function statsOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}
