import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppFailure, type AppError } from '#shared/contract/errors';
import type { SourceEvent } from '#electron/core/ports';
import type { SourceTools } from './open-source';

/** Larger than any picture of `maxImagePixels` with 16 bits and alpha. */
const maxFileBytes = 600_000_000;

/** A file as it was when it was looked at. */
export interface FileState {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

export function sameState(a: FileState, b: FileState): boolean {
  return a.sizeBytes === b.sizeBytes && a.modifiedMs === b.modifiedMs;
}

/** Tells this state of this file from any other. @param path as the source knows it */
export function keyOf(path: string, { sizeBytes, modifiedMs }: FileState): string {
  return `${path}|${Math.round(modifiedMs * 1000)}|${sizeBytes}`;
}

export interface Identity {
  readonly key: string;
  readonly name: string;
  readonly sequence: number;
}

/**
 * Reads and decodes a file: a frame, or a bad event where the picture or the file (gone, locked, not permitted) does
 * not allow it; `unopened` is then the system's code.
 * @param state what was seen of it before; `changed` tells that it is another by now
 * @param followLinks false: a link put in the file's place meanwhile is refused, where the system can tell
 */
export async function readImageFile(
  path: string,
  state: FileState,
  identity: Identity,
  { clock, codec }: SourceTools,
  followLinks: boolean,
): Promise<{ event: SourceEvent; changed: boolean; unopened: string | null }> {
  const capturedAtMs = clock.nowMs();
  let changed = false;
  try {
    const file = await readBytes(path, state, identity.name, followLinks);
    changed = !sameState(file.state, state);
    const startMs = clock.nowMs();
    const { image, encoded } = await codec.decode(file.bytes, identity.name);
    const decodeMs = clock.nowMs() - startMs;
    const event = {
      kind: 'frame',
      frame: { ...identity, capturedAtMs, image, encoded, path },
      decodeMs,
    } as const;
    return { event, changed, unopened: null };
  } catch (thrown) {
    const unopened = systemCode(thrown);
    const error =
      thrown instanceof AppFailure ? thrown.error : unopenedError(unopened, identity.name, thrown);
    return { event: { kind: 'bad', frame: { ...identity, capturedAtMs }, error }, changed, unopened };
  }
}

async function readBytes(
  path: string,
  { sizeBytes }: FileState,
  name: string,
  followLinks: boolean,
): Promise<{ bytes: Uint8Array; state: FileState }> {
  if (sizeBytes > maxFileBytes) {
    const megabytes = Math.round(sizeBytes / 1e6);
    throw new AppFailure('image.too-large', `${name} has ${megabytes} MB. Crop it or make it smaller.`, {
      name,
      megabytes,
    });
  }
  // A pipe would keep us waiting for its other end. Windows has neither: undefined counts as 0 there.
  const links = followLinks ? 0 : constants.O_NOFOLLOW;
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | links);
  try {
    // A folder, or a device that never ends.
    if (!(await handle.stat()).isFile()) throw noFile(name);
    const bytes = await handle.readFile();
    const { size, mtimeMs } = await handle.stat();
    return { bytes, state: { sizeBytes: size, modifiedMs: mtimeMs } };
  } finally {
    await handle.close();
  }
}

function noFile(name: string): AppFailure {
  const why = 'it is not a file';
  return new AppFailure('image.unreadable', `${name} cannot be read: ${why}. Put a picture in its place.`, {
    name,
    why,
  });
}

function unopenedError(code: string | null, name: string, thrown: unknown): AppError {
  if (code === null) throw thrown;
  return {
    code: 'image.unreadable',
    message: `${name} cannot be opened (${code}). Check that it is there and that you may read it.`,
    details: { name, why: code },
  };
}

/** The code of a failed system call (ENOENT, EACCES, …); null for whatever is no such failure. */
export function systemCode(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || !('syscall' in thrown)) return null;
  return String(thrown.code);
}
