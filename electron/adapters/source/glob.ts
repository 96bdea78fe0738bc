import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '#shared/contract/errors';
import { hasImageEnding } from '#shared/domain/image-endings';
import { systemCode, type FileState } from './image-file';

export interface NamedFile {
  readonly path: string;
  readonly name: string;
  readonly state: FileState;
}

/** Numbers in names count as numbers: part-2 before part-10. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;

/**
 * The files that a path stands for. What is called like a picture and is none (a broken link, a folder) is among them:
 * reading it will say why, so that it is not passed over. Throws AppFailure source.missing where there is nothing.
 */
export async function glob(given: string): Promise<NamedFile[]> {
  const full = path.resolve(given);
  const found = await look(full);
  if (found === 'folder') return await inFolder(full, hasImageEnding);
  if (found) return [found];
  const pattern = path.basename(full);
  if (!/[*?]/.test(pattern)) throw missing(given);
  const matches = matcher(pattern);
  const files = await inFolder(path.dirname(full), (name) => matches.test(name));
  if (files.length === 0) throw missing(given);
  return files;
}

async function inFolder(folder: string, wanted: (name: string) => boolean): Promise<NamedFile[]> {
  const names = await readdir(folder).catch((thrown: unknown) => {
    throw systemCode(thrown) === null ? thrown : missing(folder);
  });
  const found = await Promise.all(
    names
      .filter(wanted)
      .sort(byName)
      .map(async (name) => {
        const full = path.join(folder, name);
        const seen = await look(full);
        if (seen !== null && seen !== 'folder') return seen;
        return hasImageEnding(name) ? { path: full, name, state: noState } : null;
      }),
  );
  return found.filter((each) => each !== null);
}

const noState: FileState = { sizeBytes: 0, modifiedMs: 0 };

async function look(full: string): Promise<NamedFile | 'folder' | null> {
  try {
    const stats = await stat(full);
    if (stats.isDirectory()) return 'folder';
    const state = { sizeBytes: stats.size, modifiedMs: stats.mtimeMs };
    return { path: full, name: path.basename(full), state };
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown;
    return null;
  }
}

/** `*`: any letters, `?`: any one. */
function matcher(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`);
}

function missing(given: string): AppFailure {
  return new AppFailure('source.missing', `There is nothing at ${given}. Check the path.`, { path: given });
}
