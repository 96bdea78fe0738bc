import { mkdirSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '#shared/contract/errors';
import type { CheckpointFile, PackageFiles, TrainingRuns } from '#electron/core/ports';
import { createCheckpointFile } from './checkpoint-file';
import { codeOf, writeWhole } from './durable-file';
import { readPackageFiles } from './models';
import { writePackage } from './package-writer';

/**
 * A folder a run: `<folder>/<id>/` with run.json, seen.bin (the last pictures), and what the job puts there:
 * checkpoint.bin and package/. Where run.json is missing or no JSON, the run is passed over.
 */
export function createTrainingRuns(folder: string): TrainingRuns {
  mkdirSync(folder, { recursive: true });

  function folderOf(id: string): string {
    if (!/^[0-9a-z-]{1,64}$/.test(id)) throw new Error(`${id} is no run`);
    return join(folder, id);
  }

  return {
    folderOf,
    async list() {
      const read: unknown[] = [];
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        const text = entry.isDirectory() && (await readIfThere(join(folder, entry.name, 'run.json')));
        if (text) read.push(jsonOf(new TextDecoder().decode(text)));
      }
      return read.filter((value) => value !== undefined);
    },
    async write(id, record) {
      await writeWhole(join(folderOf(id), 'run.json'), [JSON.stringify(record, null, 1)]);
    },
    remove: (id) => rm(folderOf(id), { recursive: true, force: true }),
    readPackage: (id) => readPackageFiles(join(folderOf(id), 'package')),
    async writeSeen(id, bytes) {
      await writeWhole(join(folderOf(id), 'seen.bin'), [bytes]);
    },
    readSeen: (id) => readIfThere(join(folderOf(id), 'seen.bin')),
  };
}

/** The job's side of a run's folder. */
export function openRunFolder(folder: string): {
  readonly checkpoint: CheckpointFile;
  keepPackage(files: PackageFiles): Promise<void>;
} {
  const place = join(folder, 'package');
  return {
    checkpoint: createCheckpointFile(join(folder, 'checkpoint.bin')),
    async keepPackage(files) {
      await rm(place, { recursive: true, force: true }); // of a job that died before it could say so
      if (await writePackage(place, files)) return;
      throw new AppFailure(
        'folder.unusable',
        `${place} is in use: close what uses it and resume the training.`,
        {
          path: place,
        },
      );
    },
  };
}

/** Plain bytes: a Buffer does not travel as such. */
async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    const { buffer, byteOffset, byteLength } = await readFile(path);
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(thrown))) return null;
    throw thrown;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // written whole or not at all: somebody else has changed it
  }
}
