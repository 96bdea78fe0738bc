import { constants } from 'node:fs';
import { access, lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PackageFiles } from '#electron/core/ports';
import { codeOf, explained, syncFolder, writeWhole } from './durable-file';

/**
 * Writes a model package as a folder that is there whole or not at all, and on the disk when the promise resolves; an
 * empty folder gives way to it. False where something is there already. One at a time for a path. Throws AppFailure
 * disk.full or folder.unusable.
 */
export async function writePackage(path: string, files: PackageFiles): Promise<boolean> {
  if (!(await isFree(path))) return false;
  try {
    await writeAside(path, files);
    return true;
  } catch (thrown) {
    if (!(await isFree(path))) return false;
    throw explained(thrown, path);
  }
}

async function writeAside(path: string, { manifest, onnx, card }: PackageFiles): Promise<void> {
  // Hidden: it is nobody's package yet. What a process that died left there is overwritten.
  const made = join(dirname(path), `.${basename(path)}.part-package`);
  await rm(made, { recursive: true, force: true });
  try {
    await writeWhole(join(made, 'model.onnx'), [onnx]);
    await writeWhole(join(made, 'manifest.json'), [`${JSON.stringify(manifest, null, 2)}\n`]);
    await writeWhole(join(made, 'card.md'), [card]);
    await removeEmpty(path); // Windows moves no folder onto another, not even onto an empty one
    await rename(made, path);
    await syncFolder(dirname(path));
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/**
 * Sees to it, long before there is anything to write, that a package can be put there: makes the folder around it.
 * False where something is there already. Throws AppFailure folder.unusable.
 */
export async function makeRoom(path: string): Promise<boolean> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await access(dirname(path), constants.W_OK);
  } catch (thrown) {
    throw explained(thrown, dirname(path));
  }
  return isFree(path);
}

/** Is nothing there, or an empty folder? Throws AppFailure folder.unusable where that cannot be told. */
export async function isFree(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory() && (await readdir(path)).length === 0;
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(thrown))) return true;
    throw explained(thrown, path);
  }
}

async function removeEmpty(path: string): Promise<void> {
  try {
    await rmdir(path);
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT') throw thrown;
  }
}
