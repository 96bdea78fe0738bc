import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppFailure } from '#shared/contract/errors';

/** What a file is called until it is whole. */
const temporaryMark = '.part-';

export function isTemporary(name: string): boolean {
  return name.includes(temporaryMark);
}

/**
 * Writes a file so that it is there whole or not at all, and on the disk when the promise resolves. Gives its size in
 * bytes. Throws AppFailure disk.full, or folder.unusable where the folder cannot be written.
 */
export async function writeWhole(
  path: string,
  chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  signal?: AbortSignal,
): Promise<number> {
  const temporary = `${path}${temporaryMark}${randomBytes(6).toString('hex')}`;
  try {
    await makeFolder(dirname(path));
    const bytes = await writeSynced(temporary, chunks, signal);
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return bytes;
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => {}); // what went wrong first is what is told
    throw explained(thrown, path);
  }
}

async function writeSynced(
  path: string,
  chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  signal: AbortSignal | undefined,
): Promise<number> {
  const file = await open(path, 'wx', 0o644);
  try {
    let bytes = 0;
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      const data = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      await file.writeFile(data);
      bytes += data.length;
    }
    await file.sync();
    return bytes;
  } finally {
    await file.close();
  }
}

async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true });
  if (made !== undefined) await syncFolder(dirname(made));
}

/** A new name is on the disk only when its folder is. Windows has no such call and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** What the operating system said about a path, as a failure that says what to do; anything else as it is. */
export function explained(thrown: unknown, path: string): unknown {
  switch (codeOf(thrown)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppFailure(
        'disk.full',
        `The disk is full: ${path} could not be written. Free some space, or move the data to a larger disk.`,
        { path },
        thrown,
      );
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new AppFailure(
        'folder.unusable',
        `Loupe may not write ${path}: allow it, or choose another folder.`,
        { path },
        thrown,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new AppFailure(
        'folder.unusable',
        `${path} cannot be written: a file lies where a folder should be. Choose another folder.`,
        { path },
        thrown,
      );
    default:
      return thrown;
  }
}

/** The code of a file system error, for example ENOENT; empty for anything else. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}
