import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { hasImageEnding } from '#shared/domain/image-endings';
import { systemCode, type FileState } from './image-file';

export interface Scan {
  /** By the path inside the folder, with forward slashes. */
  readonly files: ReadonlyMap<string, FileState>;
  /** Full paths, the folder itself first. */
  readonly folders: readonly string[];
}

/** So many files are looked at side by side; network shares answer slowly one by one. */
const batch = 64;

/**
 * The images in a folder as they are now. Hidden entries and symbolic links are passed over: nothing outside the
 * folder is read. Throws what the system throws where the folder itself does not answer.
 */
export async function scanFolder(root: string, subfolders: boolean): Promise<Scan> {
  const files = new Map<string, FileState>();
  const folders = [root];
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(unlessRoot(folder === root));
    const visible = entries.filter((entry) => !entry.name.startsWith('.'));
    if (subfolders) {
      for (const entry of visible) if (entry.isDirectory()) folders.push(path.join(folder, entry.name));
    }
    const names = visible
      .filter((entry) => entry.isFile() && hasImageEnding(entry.name))
      .map((entry) => entry.name);
    for (let i = 0; i < names.length; i += batch) {
      await Promise.all(
        names.slice(i, i + batch).map(async (name) => {
          const full = path.join(folder, name);
          const state = await lookAt(full);
          if (state) files.set(relativePath(root, full), state);
        }),
      );
    }
  }
  return { files, folders };
}

/** A subfolder that went away between two calls is no failure. */
function unlessRoot(isRoot: boolean): (thrown: unknown) => [] {
  return (thrown) => {
    if (isRoot || systemCode(thrown) === null) throw thrown;
    return [];
  };
}

/** null where there is no plain file (any more). */
export async function lookAt(full: string): Promise<FileState | null> {
  try {
    const stats = await lstat(full);
    return stats.isFile() ? { sizeBytes: stats.size, modifiedMs: stats.mtimeMs } : null;
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown;
    return null;
  }
}

export function relativePath(root: string, full: string): string {
  return path.relative(root, full).split(path.sep).join('/');
}

/** Which disk a folder lies on: it becomes another one when a share is unmounted under its path. */
export async function deviceOf(folder: string): Promise<bigint> {
  const stats = await stat(folder, { bigint: true });
  return stats.dev;
}
