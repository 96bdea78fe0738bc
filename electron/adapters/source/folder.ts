import path from 'node:path';
import { realpath, stat } from 'node:fs/promises';
import { AppFailure } from '#shared/contract/errors';
import type { OpenOptions, SourceDriver, SourceEvent } from '#electron/core/ports';
import { hasImageEnding } from '#shared/domain/image-endings';
import type { SourceConfigOf } from '#shared/domain/source';
import { createFolderHints } from './folder-hints';
import { deviceOf, lookAt, relativePath, scanFolder } from './folder-scan';
import { byName } from './glob';
import { keyOf, readImageFile, sameState, systemCode, type FileState } from './image-file';
import type { SourceTools } from './open-source';
import { pullSource } from './pull-source';
import { either, rest } from './signals';

const ahead = 2;
/** A file is taken up when it has not changed for so long; programs that copy set its time last. */
const settledMs = 150;
/** BMP and TIFF do not tell by themselves that they are whole. */
const settledUnprovenMs = 500;
/** A file that does not decode is tried again for so long after its last change; then it is bad. */
const patienceMs = 3000;
/** A file that cannot be opened may be held by its writer. */
const lockedPatienceMs = 10_000;
const retryMs = 200;
/** A file that was this old when it was first seen is not being written. */
const oldMs = 60_000;
const scanEveryMs = 1000;
/** Scanning takes at most this share of the time, however slow the share answers. */
const scanShare = 0.05;
const answerMs = 15_000;

/** A file that is there and was not delivered in this state. */
interface Candidate {
  readonly relative: string;
  readonly state: FileState;
  /** Since when it has been like this, on the monotonic clock. */
  readonly unchangedSinceMs: number;
  /** Not looked at before. */
  dueMs: number;
}

/**
 * A hot folder: pictures are delivered once they are finished, each state of a file once, and stay where they are.
 * The system's hints make it quick; scanning makes it sure, also on network shares.
 */
export function folderDriver(tools: SourceTools): SourceDriver<'folder'> {
  return {
    kind: 'folder',
    async open(config, options) {
      const watch = await watchFolder(tools, config, options);
      return pullSource({ trigger: options.trigger, ahead, next: watch.next, close: watch.close });
    },
  };
}

async function watchFolder(tools: SourceTools, config: SourceConfigOf<'folder'>, options: OpenOptions) {
  const { clock } = tools;
  const root = await rootOf(config.path);
  const device = await deviceOf(root);
  /** Every file that is there: waiting, or null once it was delivered in the state kept in `seen`. */
  const seen = new Map<string, FileState>();
  const waiting = new Map<string, Candidate>();
  let order: Candidate[] | null = null;
  let sequence = options.nextSequence;
  let nextScanMs = -Infinity;
  let woken = new AbortController();
  const hints = createFolderHints(() => woken.abort());

  /** Takes note of a file as it is now; null: it is gone. */
  function note(relative: string, state: FileState | null): void {
    const known = seen.get(relative);
    if (known && state && sameState(known, state)) return;
    order = null;
    if (!state) {
      seen.delete(relative);
      waiting.delete(relative);
      return;
    }
    seen.set(relative, state);
    const nowMs = clock.nowMs();
    const ageMs = clock.date().getTime() - state.modifiedMs;
    const old = !known && ageMs > oldMs;
    const unchangedSinceMs = old ? nowMs - ageMs : nowMs;
    waiting.set(relative, { relative, state, unchangedSinceMs, dueMs: unchangedSinceMs + settledMs });
  }

  async function scan(): Promise<void> {
    const startMs = clock.nowMs();
    hints.take();
    const found = await answered(scanFolder(root, config.subfolders));
    if ((await answered(deviceOf(root))) !== device) throw lost(config.path);
    hints.follow(found.folders);
    for (const relative of seen.keys()) if (!found.files.has(relative)) note(relative, null);
    for (const [relative, state] of found.files) note(relative, state);
    const endMs = clock.nowMs();
    nextScanMs = endMs + Math.max(scanEveryMs, (endMs - startMs) / scanShare);
  }

  /** A share that died may never answer. */
  async function answered<T>(work: Promise<T>): Promise<T> {
    const done = new AbortController();
    const limit = rest(clock, answerMs, done.signal).then(() => {
      if (!done.signal.aborted) throw lost(config.path);
    });
    limit.catch(() => {}); // thrown by the race
    try {
      await Promise.race([work, limit]);
      return await work;
    } catch (thrown) {
      throw systemCode(thrown) === null ? thrown : lost(config.path, thrown);
    } finally {
      done.abort();
    }
  }

  /** Looks at what the system says has changed, or at everything when that is due. */
  async function update(): Promise<void> {
    const changed = hints.take();
    if (changed === null || clock.nowMs() >= nextScanMs) return await scan();
    for (const full of changed) {
      const relative = relativePath(root, full);
      if (!hasImageEnding(relative) || path.basename(full).startsWith('.')) {
        if (config.subfolders && !path.extname(full)) nextScanMs = -Infinity; // perhaps a new subfolder
        continue;
      }
      note(relative, await answered(lookAt(full)));
    }
  }

  function inOrder(): Candidate[] {
    order ??= [...waiting.values()].sort((a, b) => {
      const byTime = config.order === 'time' ? a.state.modifiedMs - b.state.modifiedMs : 0;
      return byTime || byName(a.relative, b.relative);
    });
    return order;
  }

  /** Reads a file that is due; null: it is not ready, or was inspected before. */
  async function attempt(candidate: Candidate): Promise<SourceEvent | null> {
    const { relative, state, unchangedSinceMs } = candidate;
    const full = path.join(root, relative);
    const now = await lookAt(full);
    if (!now || !sameState(now, state)) {
      note(relative, now);
      return null;
    }
    const key = keyOf(relative, state);
    if (options.recorded(key)) {
      done(relative);
      return null;
    }
    const read = await readImageFile(full, state, { key, name: relative, sequence }, tools, false);
    if (read.unopened === 'ENOENT' || read.changed) {
      note(relative, await lookAt(full));
      return null;
    }
    const quietMs = clock.nowMs() - unchangedSinceMs;
    if (quietMs < quietNeeded(read.event, read.unopened !== null)) {
      candidate.dueMs = clock.nowMs() + retryMs;
      return null;
    }
    done(relative);
    sequence++;
    return read.event;
  }

  function done(relative: string): void {
    waiting.delete(relative);
    order = null;
  }

  async function wait(signal: AbortSignal): Promise<void> {
    const dueMs = Math.min(
      nextScanMs,
      ...inOrder()
        .slice(0, 1000)
        .map((candidate) => candidate.dueMs),
    );
    const stop = either(signal, woken.signal);
    await rest(clock, Math.max(5, dueMs - clock.nowMs()), stop.signal);
    stop.release();
    if (woken.signal.aborted) woken = new AbortController();
  }

  await scan();
  return {
    async next(signal: AbortSignal): Promise<SourceEvent | null> {
      while (!signal.aborted) {
        await update();
        const nowMs = clock.nowMs();
        const candidate = inOrder().find(({ dueMs }) => dueMs <= nowMs);
        const event = candidate ? await attempt(candidate) : null;
        if (event) return event;
        if (!candidate) await wait(signal);
      }
      return null;
    },
    close: () => hints.close(),
  };
}

function quietNeeded(event: SourceEvent, unopened: boolean): number {
  if (event.kind === 'frame') {
    const mediaType = event.frame.encoded?.mediaType;
    return mediaType === 'image/bmp' || mediaType === 'image/tiff' ? settledUnprovenMs : settledMs;
  }
  if (unopened) return lockedPatienceMs;
  return event.error.code === 'image.unreadable' ? patienceMs : settledUnprovenMs;
}

async function rootOf(given: string): Promise<string> {
  try {
    const root = await realpath(given);
    if ((await stat(root)).isDirectory()) return root;
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown;
  }
  throw new AppFailure('source.missing', `There is no folder ${given}. Choose another or create it.`, {
    path: given,
  });
}

function lost(folder: string, cause?: unknown): AppFailure {
  return new AppFailure(
    'source.lost',
    `The folder ${folder} cannot be read any more. Check the disk or the network.`,
    { path: folder },
    cause,
  );
}
