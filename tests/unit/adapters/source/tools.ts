import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '#electron/adapters/clock';
import { createImageCodec } from '#electron/adapters/image/codec';
import { createSources } from '#electron/adapters/source/open-source';
import type { Clock, OpenOptions, OpenSource, Source, SourceEvent } from '#electron/core/ports';
import { createLine } from '#models/generate/products';
import type { PixelImage } from '#shared/domain/frame';

export const codec = createImageCodec();

export const openSource: OpenSource = createSources({ clock: systemClock, codec, createLine }).open;

export const fresh: OpenOptions = { trigger: 'free', nextSequence: 0, recorded: () => false };

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'loupe-source-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A gray picture whose first pixel tells it from others. */
export function picture(first: number, sizePx = 16): PixelImage {
  const data = Uint8Array.from({ length: sizePx * sizePx }, (_, i) => (i === 0 ? first : (i * 31) % 256));
  return { widthPx: sizePx, heightPx: sizePx, channels: 1, data };
}

export async function pngOf(first: number, sizePx?: number): Promise<Uint8Array> {
  return (await codec.encode(picture(first, sizePx))).bytes;
}

/** Reads events until there are `count`, or the source ends, or the time is over. */
export async function read(source: Source, count: number, limitMs = 8000): Promise<SourceEvent[]> {
  const events: SourceEvent[] = [];
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), limitMs);
  for await (const event of source.events(limit.signal)) if (events.push(event) >= count) break;
  clearTimeout(timer);
  return events;
}

export const namesOf = (events: readonly SourceEvent[]): string[] => events.map((event) => event.frame.name);

export const kindsOf = (events: readonly SourceEvent[]): string[] =>
  events.map((event) => (event.kind === 'bad' ? event.error.code : event.kind));

/** A clock that stands still until it is told. */
export function manualClock(): Clock & { advance(ms: number): Promise<void> } {
  let now = 0;
  const sleepers = new Set<{ untilMs: number; wake: () => void }>();
  return {
    nowMs: () => now,
    date: () => new Date(now),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { untilMs: now + ms, wake: resolve };
        sleepers.add(sleeper);
        const abort = () => reject(new DOMException('aborted', 'AbortError'));
        if (signal?.aborted) abort();
        signal?.addEventListener('abort', abort, { once: true });
      }),
    async advance(ms) {
      now += ms;
      for (const sleeper of sleepers) {
        if (sleeper.untilMs > now) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}
