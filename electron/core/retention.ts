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
 * Deletes images, never records, by the user's retention settings, until the signal aborts. Without such settings
 * nothing is ever deleted, however full the disk is. A reject goes only when no pass that the same rule may delete
 * is left.
 */
export async function keepRetention(ports: Needs, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const removed = await sliceUnlessBusy(ports);
    await pause(removed > 0 ? betweenSlicesMs : betweenPassesMs, ports, signal);
  }
}

/** Deletes at most a slice of images: those too old, else those too many; gives how many. */
export async function retainSlice(retention: Settings['retention'], ports: Needs): Promise<number> {
  const { records, images, clock } = ports;
  const { maxAgeDays, maxImagesGb } = retention;
  let removed = 0;
  if (maxAgeDays !== null) {
    const before = new Date(clock.date().getTime() - maxAgeDays * dayMs).toISOString();
    for (const { sha256 } of await records.dispensableImages(sliceImages, before)) {
      await remove(sha256, ports);
      removed++;
    }
  }
  if (removed > 0 || maxImagesGb === null) return removed;
  if ((await images.totalBytes()) <= maxImagesGb * 1e9) return 0;
  for (const { sha256 } of await records.dispensableImages(sliceImages, null)) {
    await remove(sha256, ports);
    removed++;
    if ((await images.totalBytes()) <= maxImagesGb * 1e9) break;
  }
  return removed;
}

/** The file first: broken off in between, the same image comes up again. */
async function remove(sha256: string, { images, records }: Needs): Promise<void> {
  await images.remove(sha256);
  await records.forgetImage(sha256);
}

/** While the data are being moved nothing may change: later is soon enough. */
async function sliceUnlessBusy(ports: Needs): Promise<number> {
  try {
    return await retainSlice((await readSettings(ports)).retention, ports);
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
