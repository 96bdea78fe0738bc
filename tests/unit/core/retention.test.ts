import { describe, expect, test } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import { keepRetention, removeOrphans, retainSlice } from '#electron/core/retention';

type Needs = Parameters<typeof retainSlice>[1];
type Verdict = 'pass' | 'review' | 'reject';
interface Kept {
  readonly sha256: string;
  readonly verdict: Verdict;
  readonly day: number;
  readonly bytes: number;
}

const ranks: readonly Verdict[] = ['pass', 'review', 'reject'];
const at = (day: number): string => new Date(Date.UTC(2025, 0, day)).toISOString();

/** Ports over a list of images, one part each; today is day 100. */
function station(kept: Kept[], settings: object = {}, sleep: Needs['clock']['sleep'] = async () => {}) {
  const removed: string[] = [];
  const orphans: string[] = [];
  const ports = {
    clock: { nowMs: () => 0, date: () => new Date(at(100)), sleep },
    documents: { read: async () => ({ retention: settings }) },
    images: {
      remove: async (sha256: string) => {
        removed.push(sha256);
      },
      olderThan: async function* () {
        yield* orphans;
      },
      totalBytes: async () => kept.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    records: {
      dispensableImages: async (limit: number, before: string | null) => {
        const order = kept.toSorted(
          (a, b) => ranks.indexOf(a.verdict) - ranks.indexOf(b.verdict) || a.day - b.day,
        );
        const stays = order.findIndex(({ day }) => before !== null && at(day) >= before);
        const rank = ranks.indexOf(order[stays]?.verdict ?? 'reject');
        return order
          .filter(
            ({ day, verdict }) => ranks.indexOf(verdict) <= rank && (before === null || at(day) < before),
          )
          .slice(0, limit)
          .map(({ sha256, day }) => ({ sha256, recordedAt: at(day) }));
      },
      usesImage: (sha256: string) => kept.some((image) => image.sha256 === sha256),
      forgetImage: async (sha256: string) => {
        const place = kept.findIndex((image) => image.sha256 === sha256);
        if (place >= 0) kept.splice(place, 1);
      },
    },
  };
  return { ports: ports as unknown as Needs, removed, orphans };
}

function image(name: string, verdict: Verdict, day: number, bytes = 1e8): Kept {
  return { sha256: name, verdict, day, bytes };
}

describe('retention', () => {
  test('without settings nothing is ever deleted', async () => {
    const { ports, removed } = station([image('a', 'pass', 1, 1e15)]);
    expect(await retainSlice({ maxAgeDays: null, maxImagesGb: null }, ports)).toBe(0);
    expect(removed).toEqual([]);
  });

  test('by age: what is older than the limit goes, and nothing younger', async () => {
    const kept = [
      image('old review', 'review', 1),
      image('young review', 'review', 95),
      image('old pass', 'pass', 2),
    ];
    const { ports, removed } = station(kept);
    expect(await retainSlice({ maxAgeDays: 10, maxImagesGb: null }, ports)).toBe(2);
    expect(removed).toEqual(['old pass', 'old review']);
    expect(await retainSlice({ maxAgeDays: 10, maxImagesGb: null }, ports)).toBe(0);
  });

  test('by age: an old reject stays as long as any pass is there', async () => {
    const kept = [
      image('young pass', 'pass', 95),
      image('old reject', 'reject', 1),
      image('old pass', 'pass', 2),
    ];
    const { ports, removed } = station(kept);
    expect(await retainSlice({ maxAgeDays: 10, maxImagesGb: null }, ports)).toBe(1);
    expect(removed).toEqual(['old pass']);
    kept.splice(0, 1);
    expect(await retainSlice({ maxAgeDays: 10, maxImagesGb: null }, ports)).toBe(1);
    expect(removed).toEqual(['old pass', 'old reject']);
  });

  test('a pass that is recorded between two rejects goes before the second', async () => {
    const kept = [image('r1', 'reject', 1), image('r2', 'reject', 2), image('r3', 'reject', 3)];
    const { ports, removed } = station(kept);
    const { forgetImage } = ports.records;
    ports.records.forgetImage = async (sha256) => {
      if (sha256 === 'r1') kept.push(image('new pass', 'pass', 99));
      await forgetImage(sha256);
    };
    await retainSlice({ maxAgeDays: null, maxImagesGb: 0.15 }, ports);
    expect(removed).toEqual(['r1', 'new pass', 'r2']);
  });

  test('by size: passes first, oldest first, and no more than needed', async () => {
    const kept = [
      image('r1', 'reject', 1),
      image('v2', 'review', 2),
      image('p4', 'pass', 4),
      image('p3', 'pass', 3),
    ];
    const { ports, removed } = station(kept);
    await retainSlice({ maxAgeDays: null, maxImagesGb: 0.15 }, ports);
    expect(removed).toEqual(['p3', 'p4', 'v2']);
  });

  test('a slice is small: the line goes on in between', async () => {
    const kept = Array.from({ length: 500 }, (_, i) => image(`p${i}`, 'pass', 1));
    const { ports, removed } = station(kept);
    await retainSlice({ maxAgeDays: 1, maxImagesGb: null }, ports);
    expect(removed.length).toBeLessThanOrEqual(20);
  });

  test('goes on slice by slice until nothing is due, waits, and ends with its signal', async () => {
    const abort = new AbortController();
    const pauses: number[] = [];
    const kept = Array.from({ length: 50 }, (_, i) => image(`p${i}`, 'pass', 1));
    const { ports, removed } = station(kept, { maxAgeDays: 1, maxImagesGb: null }, async (ms) => {
      pauses.push(ms);
      if (pauses.length === 5) {
        abort.abort();
        throw new DOMException('stopped', 'AbortError');
      }
    });
    await keepRetention(ports, abort.signal);
    expect(removed).toHaveLength(50);
    expect(pauses).toEqual([100, 100, 100, 60_000, 60_000]);
  });

  test('waits while the data are being moved; any other failure ends it', async () => {
    let passes = 0;
    const { ports, removed } = station([image('a', 'pass', 1)], { maxAgeDays: 1, maxImagesGb: null });
    ports.records.forgetImage = async () => {
      if (passes++ === 0) throw new AppFailure('busy', 'The data are being moved.');
      throw new Error('broken disk');
    };
    await expect(keepRetention(ports, new AbortController().signal)).rejects.toThrow('broken disk');
    expect(passes).toBe(2);
    expect(removed).toEqual([]);
  });
});

describe('orphans', () => {
  test('what nothing refers to goes, also without any retention; the rest stays', async () => {
    const { ports, removed, orphans } = station([image('used', 'reject', 1)]);
    orphans.push('lost-1', 'used', 'lost-2');
    expect(await removeOrphans(ports, new AbortController().signal)).toBe(2);
    expect(removed).toEqual(['lost-1', 'lost-2']);
  });

  test('only those that were put before yesterday, as they are when they go', async () => {
    const { ports, orphans } = station([]);
    const asked: (Date | undefined)[] = [];
    ports.images.olderThan = async function* (time) {
      asked.push(time);
      yield* orphans;
    };
    ports.images.remove = async (_, putBefore) => void asked.push(putBefore);
    orphans.push('lost');
    await removeOrphans(ports, new AbortController().signal);
    expect(asked).toEqual([new Date(at(99)), new Date(at(99))]);
  });

  test('nothing is touched while the data are being moved', async () => {
    const abort = new AbortController();
    const { ports, removed, orphans } = station([], {}, async () => abort.abort());
    orphans.push('lost');
    ports.records.forgetImage = async () => {
      throw new AppFailure('busy', 'The data are being moved.');
    };
    await keepRetention(ports, abort.signal);
    expect(removed).toEqual([]);
  });
});
