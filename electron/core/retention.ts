import { AppFailure } from '#shared/contract/errors';
import type { Settings } from '#shared/domain/settings';
import type { Ports } from './ports';
import { readSettings } from './settings';

type Needs = Pick<Ports, 'records' | 'images' | 'documents' | 'clock'>;

/** Images a slice: the inspection goes on between two slices. */
const sliceImages = 20;
const betweenSlicesMs = 100;
const betweenPassesMs = 60_000;
const dayMs = 86_400_000;

/**
 * Deletes images, never records, until the signal aborts: once what nothing refers to, then by the user's retention
 * settings, again and again. Without such settings no record ever loses its image, however full the disk is. No
 * reject's image goes while one of a pass or a review is there, however old it is.
 */
export async function keepRetention(ports: Needs, signal: AbortSignal): Promise<void> {
  await unlessBusy(removeOrphans(ports, signal));
  while (!signal.aborted) {
    const { retention } = await readSettings(ports);
    const removed = await unlessBusy(retainSlice(retention, ports));
    await pause(removed > 0 ? betweenSlicesMs : betweenPassesMs, ports, signal);
  }
}

/** Deletes at most a slice of images: those too old, else those too many; gives how many. */
export async function retainSlice(retention: Settings['retention'], ports: Needs): Promise<number> {
  for (let removed = 0; removed < sliceImages; removed++) {
    // Asked anew for each one: a pass that was recorded meanwhile goes before a reject.
    const sha256 = await nextToGo(retention, ports);
    if (sha256 === null) return removed;
    await remove(sha256, ports);
  }
  return sliceImages;
}

async function nextToGo(
  { maxAgeDays, maxImagesGb }: Settings['retention'],
  { records, images, clock }: Needs,
): Promise<string | null> {
  if (maxAgeDays !== null) {
    const before = new Date(clock.date().getTime() - maxAgeDays * dayMs).toISOString();
    const [old] = await records.dispensableImages(1, before);
    if (old) return old.sha256;
  }
  if (maxImagesGb === null || (await images.totalBytes()) <= maxImagesGb * 1e9) return null;
  const [first] = await records.dispensableImages(1, null);
  return first?.sha256 ?? null;
}

/**
 * Deletes images that nothing refers to: the engine was killed after one was stored and before its part was recorded.
 * Only those of yesterday and before; a younger one may be about to be recorded.
 */
export async function removeOrphans(ports: Needs, signal: AbortSignal): Promise<number> {
  const { records, images, clock } = ports;
  const yesterday = new Date(clock.date().getTime() - dayMs);
  let seen = 0;
  let removed = 0;
  for await (const sha256 of images.olderThan(yesterday)) {
    if (!records.usesImage(sha256)) {
      await remove(sha256, ports, yesterday);
      removed++;
    }
    if (++seen % sliceImages === 0) await pause(betweenSlicesMs, ports, signal);
    if (signal.aborted) break;
  }
  return removed;
}

/** The record first: broken off in between, the file is an orphan. */
async function remove(sha256: string, { images, records }: Needs, putBefore?: Date): Promise<void> {
  await records.forgetImage(sha256);
  await images.remove(sha256, putBefore);
}

/** While the data are being moved nothing may change: later is soon enough. */
async function unlessBusy(work: Promise<number>): Promise<number> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof AppFailure && thrown.error.code === 'busy') return 0;
    throw thrown;
  }
}

async function pause(ms: number, { clock }: Needs, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  }
}
