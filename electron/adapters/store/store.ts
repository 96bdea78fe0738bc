import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppFailure } from '#shared/contract/errors';
import type { Documents, InFlight, Records } from '#electron/core/ports';
import { copyDatabase, sizeOf } from './copy';
import { createDocuments } from './documents';
import { openInFlight } from './in-flight';
import { migrate } from './migrate';
import { createRecords } from './records';
import { damaged, makeDurable, openSqlite, type Sqlite } from './sqlite';

export interface Store {
  readonly records: Records;
  readonly documents: Documents;
  readonly inFlight: InFlight;
  sizeBytes(): number;
  /** Writes are refused with this from now on, until what comes back is called. */
  seal(reason: AppFailure): () => void;
  /** Names of the store's own files in the data folder: nobody else opens or copies them. */
  readonly files: readonly string[];
  /** Copies the sealed records into another folder and compares; yields the bytes done. */
  copyTo(folder: string, signal: AbortSignal): AsyncIterable<number>;
  close(): void;
}

const databaseName = 'loupe.db';
const inFlightName = 'in-flight';

/** A larger database is checked at the start as far as it is small: the rest would keep the line waiting. */
const wholeCheckBytes = 64_000_000;

/**
 * Opens the records of a data folder for this process alone. Throws AppFailure folder.unusable with what to do where
 * another Loupe uses it, a newer one wrote it, or the records are damaged.
 */
export function openStore(dataFolder: string): Store {
  mkdirSync(dataFolder, { recursive: true });
  const path = join(dataFolder, databaseName);
  const sqlite = openSqlite(path);
  try {
    migrate(sqlite, path);
    makeDurable(sqlite);
    check(sqlite, path);
  } catch (thrown) {
    sqlite.abandon();
    throw thrown;
  }
  const inFlight = openInFlight(join(dataFolder, inFlightName));
  return {
    records: createRecords(sqlite),
    documents: createDocuments(sqlite),
    inFlight,
    sizeBytes: () => sizeOf(sqlite),
    seal: (reason) => sqlite.seal(reason),
    files: [databaseName, ...['-wal', '-shm', '-journal'].map((end) => databaseName + end), inFlightName],
    copyTo: (folder, signal) => copyDatabase(sqlite, join(folder, databaseName), signal),
    close: () => {
      inFlight.close();
      sqlite.close();
    },
  };
}

function check(sqlite: Sqlite, path: string): void {
  const whole = sizeOf(sqlite) <= wholeCheckBytes;
  for (const scope of whole ? [''] : ["('runs')", "('documents')", "('block_parts')"]) {
    const row = sqlite.get<{ quick_check: string }>(`PRAGMA quick_check${scope}`);
    if (row?.quick_check !== 'ok') throw damaged(path, row?.quick_check);
  }
}
