import { rm, statfs } from 'node:fs/promises';
import { availableParallelism, freemem, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { AppFailure } from '#shared/contract/errors';
import { diskFloorBytes, lowDiskShare } from '#shared/domain/settings';
import type { Disk, StationCheck } from '#shared/domain/station';
import type { Machine } from '#electron/core/ports';
import type { DataFolder } from './data-folder';
import { writeWhole } from './durable-file';
import type { Log } from './log';
import { moveData, type MovableStore } from './move-data';

export interface MachineParts {
  readonly folder: DataFolder;
  readonly host: Machine['host'];
  readonly version: string;
  /** Versions of the libraries besides what the process itself knows. */
  readonly libraries: Readonly<Record<string, string>>;
  readonly store: MovableStore;
  readonly log: Log;
  readonly chooseFolder: () => Promise<string | null>;
  /** Starts the station again, soon: the data have been moved and this one can record no more. */
  readonly restart: () => void;
  /** What other adapters found missing. */
  readonly otherChecks: () => Promise<StationCheck[]>;
}

/** Less than this and a model and its images do not fit well. */
const comfortableMemoryBytes = 4e9;
const comfortableCores = 2;

export function createMachine(parts: MachineParts): Machine {
  const { folder, host, version, store } = parts;

  async function disk(): Promise<Disk> {
    const { bavail, blocks, bsize } = await statfs(folder.path);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  }

  return {
    dataFolder: folder.path,
    version,
    host,
    runtime: { ...processVersions(), ...parts.libraries },
    disk,
    async checks() {
      return [
        await writable(folder.path),
        diskCheck(await disk()),
        memoryCheck(),
        coresCheck(),
        ...Object.entries({ loupe: version, ...processVersions(), ...parts.libraries }).map(
          ([name, detail]): StationCheck => ({ name, state: 'ok', detail, remedy: '' }),
        ),
        ...(await parts.otherChecks()),
      ];
    },
    chooseFolder: parts.chooseFolder,
    async *moveData(to, signal) {
      const moved = yield* moveData(folder, to, store, signal);
      if (moved) parts.restart();
    },
    async exportFile(name, chunks, signal) {
      const path = join(folder.exports, ...safeName(name));
      await writeWhole(path, chunks, signal);
      return path;
    },
    report: (thrown) => parts.log.report(thrown),
  };
}

/** The pieces of a path under the exports folder, each fit to name a file on every system. */
export function safeName(name: string): string[] {
  const pieces = name
    .split('/')
    .map((piece) =>
      piece
        .replace(/[<>:"\\|?*\p{Cc}]/gu, '_')
        .replace(/^[.\s]+|[.\s]+$/g, '')
        .replace(/^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i, '_$1')
        .slice(0, 150),
    )
    .filter(Boolean);
  if (pieces.length > 0) return pieces;
  throw new AppFailure('input.invalid', 'The file needs a name.', { name });
}

function processVersions(): Record<string, string> {
  const { node, electron, chrome } = process.versions;
  return {
    ...(electron && { electron }),
    ...(chrome && { chrome }),
    node,
    system: `${process.platform} ${process.arch} ${release()}`,
  };
}

async function writable(path: string): Promise<StationCheck> {
  const probe = join(path, `probe-${process.pid}`);
  try {
    await writeWhole(probe, ['probe']);
    return { name: 'data folder', state: 'ok', detail: path, remedy: '' };
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown;
    const remedy = 'Allow Loupe to write there, free some space, or move the data.';
    return { name: 'data folder', state: 'missing', detail: thrown.error.message, remedy };
  } finally {
    await rm(probe, { force: true });
  }
}

function diskCheck({ freeBytes, totalBytes }: Disk): StationCheck {
  const gb = (bytes: number): string => (bytes / 1e9).toFixed(1);
  const detail = `${gb(freeBytes)} of ${gb(totalBytes)} GB free`;
  const remedy = 'Free some space, move the data to a larger disk, or set how long images are kept.';
  if (freeBytes < diskFloorBytes) return { name: 'disk', state: 'missing', detail, remedy };
  if (freeBytes < totalBytes * lowDiskShare) return { name: 'disk', state: 'warning', detail, remedy };
  return { name: 'disk', state: 'ok', detail, remedy: '' };
}

function memoryCheck(): StationCheck {
  const detail = `${(freemem() / 1e9).toFixed(1)} of ${(totalmem() / 1e9).toFixed(1)} GB free`;
  if (totalmem() >= comfortableMemoryBytes) return { name: 'memory', state: 'ok', detail, remedy: '' };
  return { name: 'memory', state: 'warning', detail, remedy: 'Use a machine with 4 GB of memory or more.' };
}

function coresCheck(): StationCheck {
  const cores = availableParallelism();
  if (cores >= comfortableCores)
    return { name: 'processor', state: 'ok', detail: `${cores} cores`, remedy: '' };
  return {
    name: 'processor',
    state: 'warning',
    detail: '1 core',
    remedy: 'Use a machine with 2 cores or more.',
  };
}
