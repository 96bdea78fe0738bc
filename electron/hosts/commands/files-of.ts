import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from '#electron/adapters/source/glob';
import { hasImageEnding } from '#shared/domain/image-endings';

/** The image files that paths stand for: files as they are, folders with all their subfolders, patterns. */
export async function filesOf(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    found.push(...(isFolder ? await imagesBelow(path) : (await glob(path)).map((file) => file.path)));
  }
  return found;
}

async function imagesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && hasImageEnding(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
