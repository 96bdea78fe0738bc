import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** About what the record store writes for a part. */
const recordBytes = 8192;

export interface SyncedFile {
  /** Writes as much as a record and waits until it is on the disk: the least that a durable verdict costs. */
  append(): void;
  close(): void;
}

export function openSyncedFile(): SyncedFile {
  const folder = mkdtempSync(join(tmpdir(), 'loupe-synced-'));
  const file = openSync(join(folder, 'file'), 'w');
  const record = Buffer.alloc(recordBytes, 1);
  return {
    append() {
      writeSync(file, record);
      fdatasyncSync(file);
    },
    close() {
      closeSync(file);
      rmSync(folder, { recursive: true });
    },
  };
}
