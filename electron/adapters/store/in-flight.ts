import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { partDraft } from '#shared/domain/inspection';
import type { InFlight } from '#electron/core/ports';

const parts = z.array(
  partDraft.pick({ runId: true, frameKey: true, frameName: true, sequence: true, serial: true, lot: true }),
);

/** Before the JSON: its length and its CRC-32, 4 bytes each, little-endian. */
const headerBytes = 8;
const largestBytes = 1 << 20;

/**
 * A file of one record, written over in place without a sync: it outlives the process, not the power. A record that
 * was not written to its end does not have its checksum and reads as empty.
 */
export function openInFlight(path: string): InFlight & { close(): void } {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  return {
    set(list) {
      const json = Buffer.from(JSON.stringify(list));
      if (json.length > largestBytes) throw new Error(`${list.length} parts in flight do not fit`);
      const record = Buffer.allocUnsafe(headerBytes + json.length);
      record.writeUInt32LE(json.length, 0);
      record.writeUInt32LE(crc32(json), 4);
      json.copy(record, headerBytes);
      writeSync(file, record, 0, record.length, 0);
    },
    read() {
      const header = bytesAt(file, 0, headerBytes);
      if (header === null) return [];
      const length = header.readUInt32LE(0);
      const json = length <= largestBytes ? bytesAt(file, headerBytes, length) : null;
      if (json === null || crc32(json) !== header.readUInt32LE(4)) return [];
      return parts.parse(JSON.parse(json.toString()));
    },
    close: () => closeSync(file),
  };
}

function bytesAt(file: number, position: number, length: number): Buffer | null {
  const bytes = Buffer.alloc(length);
  return readSync(file, bytes, 0, length, position) === length ? bytes : null;
}
