import { describe, expect, test } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import { keepRetention, retainSlice } from '#electron/core/retention';

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
  const ports = {
    clock: { nowMs: () => 0, date: () => new Date(at(100)), sleep },
    documents: { read: async () => ({ retention: settings }) },
    images: {
      remove: async (sha256: string) => {
        removed.push(sha256);
      },
      totalBytes: async () =>
        kept.filter(({ sha256 }) => !removed.includes(sha256)).reduce((sum, { bytes }) => sum + bytes, 0),
    },
    records: {
      dispensableImages: async (limit: number, before: string | null) =>
        kept
          .filter(({ day }) => before === null || at(day) < before)
          .sort((a, b) => ranks.indexOf(a.verdict) - ranks.indexOf(b.verdict) || a.day - b.day)
          .slice(0, limit)
          .map(({ sha256, day }) => ({ sha256, recordedAt: at(day) })),
      forgetImage: async (sha256: string) => {
        expect(removed.at(-1)).toBe(sha256);
        kept.splice(
          kept.findIndex((image) => image.sha256 === sha256),
          1,
        );
      },
    },
  };
  return { ports: ports as unknown as Needs, removed };
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

  test('by age: what is older than the limit goes, whatever its verdict, and nothing younger', async () => {
    const kept = [
      image('young pass', 'pass', 95),
      image('old reject', 'reject', 1),
      image('old pass', 'pass', 2),
    ];
    const { ports, removed } = station(kept);
    expect(await retainSlice({ maxAgeDays: 10, maxImagesGb: null }, ports)).toBe(2);
    expect(removed).toEqual(['old pass', 'old reject']);
    expect(await retainSlice({ maxAgeDays: 10, maxImagesGb: null }, ports)).toBe(0);
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
    const { ports } = station([image('a', 'pass', 1)], { maxAgeDays: 1, maxImagesGb: null });
    ports.images.remove = async () => {
      if (passes++ === 0) throw new AppFailure('busy', 'The data are being moved.');
      throw new Error('broken disk');
    };
    await expect(keepRetention(ports, new AbortController().signal)).rejects.toThrow('broken disk');
    expect(passes).toBe(2);
  });
});
