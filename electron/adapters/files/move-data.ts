import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, realpath, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { AppFailure } from '#shared/contract/errors';
import { pointerText, type DataFolder } from './data-folder';
import { codeOf, explained, isTemporary, writeWhole } from './durable-file';

/** What moving needs of the record store. */
export interface MovableStore {
  readonly files: readonly string[];
  sizeBytes(): number;
  seal(reason: AppFailure): () => void;
  copyTo(folder: string, signal: AbortSignal): AsyncIterable<number>;
}

interface Progress {
  readonly done: number;
  readonly total: number;
}

/** The new disk should not be full at once. */
const spareBytes = 200_000_000;

/**
 * Copies all data to an empty or new folder, compares every byte, then names the folder for the next start. Nothing
 * can be recorded meanwhile, nor after it until the restart. The old data stay as they are; cancelled or failed,
 * they go on being used and the copy is removed. Throws AppFailure folder.unusable or disk.full. Bytes in `done` and `total`.
 * @returns false where the data are there already: a page that was cut off by the restart asks once more
 */
export async function* moveData(
  from: DataFolder,
  to: string,
  store: MovableStore,
  signal: AbortSignal,
): AsyncGenerator<Progress, boolean> {
  if (from.pointer === null) {
    throw unusable(
      to,
      'LOUPE_DATA names the data folder: copy the data there yourself and change LOUPE_DATA.',
    );
  }
  if ((await realPathOf(to)) === (await realpath(from.path))) {
    const total = store.sizeBytes();
    yield { done: total, total };
    return false;
  }
  const target = await newFolder(from.path, to);
  const unseal = store.seal(new AppFailure('busy', 'The data are being moved: wait until that is done.'));
  let state: 'nothing copied' | 'copying' | 'moved' = 'nothing copied';
  let made: string | undefined;
  try {
    const files = await filesIn(from.path, store.files);
    const total = files.reduce((sum, { bytes }) => sum + bytes, store.sizeBytes());
    await demandSpace(target, total);
    made = await mkdir(target, { recursive: true });
    state = 'copying';
    let done = 0;
    for (const { name, bytes } of files) {
      await copyFile(join(from.path, name), join(target, name), signal);
      yield { done: (done += bytes), total };
    }
    for await (const bytes of store.copyTo(target, signal)) yield { done: done + bytes, total };
    signal.throwIfAborted();
    await writeWhole(from.pointer, [pointerText(target)]);
    state = 'moved';
  } catch (thrown) {
    throw explained(thrown, target);
  } finally {
    unseal();
    if (state === 'copying') await removeCopy(target, made);
    if (state === 'moved') {
      store.seal(
        new AppFailure(
          'busy',
          `The data are now in ${target}: Loupe goes on there once it has started again.`,
        ),
      );
    }
  }
  return true;
}

/** Where the data will be; throws where that cannot be. */
async function newFolder(from: string, to: string): Promise<string> {
  if (!isAbsolute(to)) throw unusable(to, `${to} is not a full path: choose the folder again.`);
  const old = await realpath(from);
  const target = await realPathOf(to);
  if (contains(old, target)) throw unusable(to, `${to} lies in the data folder itself: choose another.`);
  const entries = await entriesOf(target);
  if (entries > 0) throw unusable(to, `${to} is not empty: choose an empty folder.`);
  return target;
}

function contains(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** With links followed, also where the last folders do not exist yet. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT' || dirname(path) === path) throw explained(thrown, path);
    return join(await realPathOf(dirname(path)), basename(path));
  }
}

async function entriesOf(path: string): Promise<number> {
  try {
    return (await readdir(path)).length;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return 0;
    if (codeOf(thrown) === 'ENOTDIR') throw unusable(path, `${path} is no folder: choose another.`);
    throw explained(thrown, path);
  }
}

async function demandSpace(target: string, bytes: number): Promise<void> {
  let existing = target;
  for (;;) {
    try {
      const { bavail, bsize } = await statfs(existing);
      const free = bavail * bsize;
      if (free >= bytes + spareBytes) return;
      const mb = (value: number): string => `${Math.ceil(value / 1e6)} MB`;
      const sentence = `${target} has ${mb(free)} free, but the data need ${mb(bytes + spareBytes)}: choose a larger disk.`;
      throw new AppFailure('disk.full', sentence, { path: target, free, bytes });
    } catch (thrown) {
      if (codeOf(thrown) !== 'ENOENT' || dirname(existing) === existing) throw thrown;
      existing = dirname(existing);
    }
  }
}

/** All regular files but the store's own and half-written ones, with their paths from the folder on. */
async function filesIn(root: string, but: readonly string[]): Promise<{ name: string; bytes: number }[]> {
  const files: { name: string; bytes: number }[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(root, path);
    if (!entry.isFile() || but.includes(name) || isTemporary(entry.name)) continue;
    files.push({ name, bytes: (await stat(path)).size });
  }
  return files;
}

async function copyFile(from: string, to: string, signal: AbortSignal): Promise<void> {
  const hash = createHash('sha256');
  async function* hashed(): AsyncIterable<Uint8Array> {
    for await (const chunk of createReadStream(from) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
    }
  }
  await writeWhole(to, hashed(), signal);
  const again = createHash('sha256');
  for await (const chunk of createReadStream(to) as AsyncIterable<Buffer>) again.update(chunk);
  if (again.digest('hex') === hash.digest('hex')) return;
  throw unusable(to, `${to} does not read as it was written: check the disk, or choose another.`);
}

/** The folder itself stays where it was there before. */
async function removeCopy(target: string, made: string | undefined): Promise<void> {
  if (made !== undefined) return rm(made, { recursive: true, force: true });
  for (const name of await readdir(target)) await rm(join(target, name), { recursive: true, force: true });
}

function unusable(path: string, sentence: string): AppFailure {
  return new AppFailure('folder.unusable', sentence, { path });
}
