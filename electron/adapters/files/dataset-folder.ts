import { constants, type Dirent } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { AppFailure } from '#shared/contract/errors';
import type { ReadonlyFolder } from '#electron/core/ports';
import { codeOf } from './durable-file';

/** More entries than any dataset has: the folder was chosen by mistake, a whole disk for example. */
const mostEntries = 2_000_000;
const readAtOnce = 16_000_000;

/** A folder with pictures and labels. Throws AppFailure dataset.missing where there is none at the path. */
export async function openDatasetFolder(path: string): Promise<ReadonlyFolder> {
  const root = await realpath(path).catch((thrown: unknown) => {
    throw missing(path, thrown);
  });

  return {
    name: basename(root),

    async files(signal) {
      const found: string[] = [];
      const folders = [''];
      let entries = 0;
      for (const folder of folders) {
        signal.throwIfAborted();
        for (const entry of await entriesOf(root, folder)) {
          if (++entries > mostEntries) throw tooMany(path);
          if (entry.name.startsWith('.')) continue;
          const inside = folder === '' ? entry.name : `${folder}/${entry.name}`;
          if (entry.isDirectory()) folders.push(inside);
          else if (entry.isFile()) found.push(inside);
        }
      }
      return found.sort();
    },

    read: (inside, largestBytes) => readContained(root, inside, largestBytes),
  };
}

async function entriesOf(root: string, folder: string): Promise<Dirent[]> {
  try {
    return await readdir(join(root, folder), { withFileTypes: true });
  } catch (thrown) {
    if (folder === '') throw missing(root, thrown);
    const code = codeOf(thrown);
    if (code === '') throw thrown;
    const sentence = `The folder ${folder} cannot be read (${code}). Check that you may read it, or take it out.`;
    throw new AppFailure('dataset.malformed', sentence, { path: folder, why: code }, thrown);
  }
}

async function readContained(root: string, inside: string, largestBytes: number): Promise<Uint8Array> {
  const path = join(root, ...inside.split('/'));
  if (!path.startsWith(root.endsWith(sep) ? root : root + sep))
    throw new Error(`${inside} leads out of ${root}`);
  try {
    // A link on the way, put there since the files were listed, leads elsewhere.
    if ((await realpath(path)) !== path) throw changed(inside);
    return await readWhole(path, inside, largestBytes);
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') throw changed(inside, thrown);
    if (code === '') throw thrown;
    const sentence = `${inside} cannot be opened (${code}). Check that you may read it.`;
    throw new AppFailure('image.unreadable', sentence, { name: inside, why: code }, thrown);
  }
}

async function readWhole(path: string, inside: string, largestBytes: number): Promise<Uint8Array> {
  // A pipe would keep us waiting for its other end. Windows has neither flag.
  const file = await open(
    path,
    constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0),
  );
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw changed(inside);
    if (stats.size > largestBytes) throw tooLarge(inside, stats.size);
    const bytes = new Uint8Array(stats.size);
    // In pieces: one read cannot give more than 2 GB.
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await file.read(bytes, at, Math.min(readAtOnce, bytes.length - at), at);
      if (bytesRead === 0) throw changed(inside);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

function missing(path: string, cause: unknown): unknown {
  const code = codeOf(cause);
  if (code === '') return cause;
  const why = code === 'ENOENT' || code === 'ENOTDIR' ? 'there is no such folder' : code;
  const sentence = `The dataset folder ${path} cannot be opened: ${why}. Check the path.`;
  return new AppFailure('dataset.missing', sentence, { path, why }, cause);
}

function changed(name: string, cause?: unknown): AppFailure {
  const sentence = `${name} is not there any more: leave the dataset as it is while it is used, and open it again.`;
  return new AppFailure('dataset.changed', sentence, { name }, cause);
}

function tooMany(path: string): AppFailure {
  const sentence = `${path} holds more than ${mostEntries} files: choose the folder of the dataset alone.`;
  return new AppFailure('dataset.malformed', sentence, { path });
}

function tooLarge(name: string, bytes: number): AppFailure {
  const megabytes = Math.round(bytes / 1e6);
  return new AppFailure('image.too-large', `${name} has ${megabytes} MB. Crop it or make it smaller.`, {
    name,
    megabytes,
  });
}
