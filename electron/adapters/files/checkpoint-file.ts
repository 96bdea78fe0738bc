import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { CheckpointFile } from '#electron/core/ports';
import { codeOf, explained, isTemporary, writeWhole } from './durable-file';

/** The checkpoint at the path. Halves that a killed process left beside it go when it is read or removed. */
export function createCheckpointFile(path: string): CheckpointFile {
  async function removeHalves(): Promise<void> {
    for (const name of await namesIn(dirname(path))) {
      if (name.startsWith(basename(path)) && isTemporary(name))
        await rm(join(dirname(path), name), { force: true });
    }
  }

  return {
    async read() {
      await removeHalves();
      try {
        return await readFile(path);
      } catch (thrown) {
        if (codeOf(thrown) === 'ENOENT') return null;
        throw explained(thrown, path);
      }
    },
    async write(bytes) {
      await writeWhole(path, [bytes]);
    },
    async remove() {
      await removeHalves();
      await rm(path, { force: true });
    },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return [];
    throw explained(thrown, folder);
  }
}
