import { describe, expect, test } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import type { Verdict } from '#shared/domain/inspection';
import { createInspection, type Inspection } from '#electron/core/inspection/inspection';
import type { SourceEvent } from '#electron/core/ports';
import { badEvent, createFakeStation, fakeRecipe, frameEvent, series, type FakeStation } from './fake-ports';

const start = { recipeId: 'fake', mode: 'run', serial: '', lot: 'L1' } as const;

async function idle(inspection: Inspection): Promise<void> {
  for await (const { state } of inspection.status(new AbortController().signal)) if (state === 'idle') return;
}

async function run(station: FakeStation): Promise<Inspection> {
  const inspection = createInspection(station.ports);
  await inspection.start(start);
  await idle(inspection);
  return inspection;
}

const verdictsOf = (station: FakeStation): Verdict[] => station.parts.map(({ verdict }) => verdict);

async function statusOf(inspection: Inspection) {
  for await (const status of inspection.status(new AbortController().signal)) return status;
  throw new Error('no status');
}

describe('the inspection loop', () => {
  test('each frame becomes one part, in order, with the verdict of its predictions', async () => {
    const station = createFakeStation();
    station.sources = [() => series(frameEvent(0, 0), frameEvent(1, 40), frameEvent(2, 70))];
    station.look = async ({ data }) => [
      { label: 'defect', score: (data[0] ?? 0) / 100, box: [0, 0, 2, 2], areaPx: 4 },
    ];
    const inspection = await run(station);
    expect(verdictsOf(station)).toEqual(['pass', 'review', 'reject']);
    expect(station.parts.map(({ lot }) => lot)).toEqual(['L1', 'L1', 'L1']);
    expect((await statusOf(inspection)).tally).toMatchObject({
      total: 3,
      byVerdict: { pass: 1, review: 1, reject: 1, 'not-inspected': 0 },
    });
  });

  test('a part is recorded before it is shown', async () => {
    const station = createFakeStation();
    station.sources = [() => series(frameEvent(0))];
    const inspection = createInspection(station.ports);
    let recordedWhenShown = -1;
    const publish = inspection.parts.publish;
    inspection.parts.publish = (part) => {
      recordedWhenShown = station.parts.length;
      publish(part);
    };
    await inspection.start(start);
    await idle(inspection);
    expect(recordedWhenShown).toBe(1);
  });

  test('a serial goes to one part, a lot to all', async () => {
    const station = createFakeStation();
    station.sources = [() => series(frameEvent(0), frameEvent(1))];
    const inspection = createInspection(station.ports);
    await inspection.start({ ...start, serial: 'SN-7' });
    await idle(inspection);
    expect(station.parts.map(({ serial, lot }) => [serial, lot])).toEqual([
      ['SN-7', 'L1'],
      ['', 'L1'],
    ]);
  });

  test('at most two parts are under way, and the source waits for them', async () => {
    const station = createFakeStation();
    let delivered = 0;
    let most = 0;
    station.sources = [
      async function* () {
        for (; delivered < 10; delivered++) {
          most = Math.max(most, delivered - station.parts.length);
          yield frameEvent(delivered);
        }
      },
    ];
    station.look = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return [];
    };
    await run(station);
    expect(station.parts).toHaveLength(10);
    expect(most).toBe(1);
  });
});

describe('faults never pass a part', () => {
  const faulty: [string, (station: FakeStation) => void][] = [
    ['an unreadable frame', (station) => (station.sources = [() => series(badEvent(0))])],
    [
      'a crash of the runtime',
      (station) => {
        station.look = () => Promise.reject(new AppFailure('runtime.crashed', 'The runtime crashed.'));
      },
    ],
    [
      'a defect in our own code',
      (station) => {
        station.look = () => Promise.reject(new TypeError('x is undefined'));
      },
    ],
    [
      'a score that is no number',
      (station) => {
        station.look = async () => [{ label: 'defect', score: NaN, box: [0, 0, 1, 1], areaPx: 1 }];
      },
    ],
    [
      'a disk that fills up during the run',
      (station) => {
        station.sources = [slow(frameEvent(0))];
        let looks = 0;
        station.ports.machine.disk = async () => ({ freeBytes: looks++ === 0 ? 1e12 : 0, totalBytes: 2e12 });
      },
    ],
  ];
  test.each(faulty)('%s', async (_, spoil) => {
    const station = createFakeStation();
    station.sources = [() => series(frameEvent(0))];
    spoil(station);
    await run(station);
    expect(verdictsOf(station)).toEqual(['not-inspected']);
    expect(station.parts[0]?.reasons[0]?.code).toBe('fault');
  });

  test('a record that cannot be written stops the line and nothing is shown', async () => {
    const station = createFakeStation();
    station.sources = [() => series(frameEvent(0), frameEvent(1))];
    station.ports.records.add = () => Promise.reject(new AppFailure('disk.full', 'The disk is full.'));
    const inspection = createInspection(station.ports);
    let shown = 0;
    inspection.parts.publish = () => void shown++;
    await inspection.start(start);
    await idle(inspection);
    expect(shown).toBe(0);
    expect((await statusOf(inspection)).fault?.code).toBe('disk.full');
  });

  test('below the disk floor the line does not start', async () => {
    const station = createFakeStation();
    station.freeBytes = 1000;
    await expect(createInspection(station.ports).start(start)).rejects.toThrow(/disk is full/);
    expect(station.parts).toHaveLength(0);
  });

  test('onFault stop: the line stands after the bad frame; continue: it goes on', async () => {
    for (const [onFault, total] of [
      ['stop', 1],
      ['continue', 3],
    ] as const) {
      const station = createFakeStation();
      station.documents.set('recipe/fake', { ...fakeRecipe, onFault });
      station.sources = [slow(badEvent(0), frameEvent(1), frameEvent(2))];
      const inspection = await run(station);
      expect(station.parts).toHaveLength(total);
      expect((await statusOf(inspection)).fault?.code).toBe(
        onFault === 'stop' ? 'image.unreadable' : undefined,
      );
    }
  });

  test('a lost source is opened again and no frame is delivered twice', async () => {
    const station = createFakeStation();
    station.sources = [
      async function* () {
        yield frameEvent(0);
        throw new AppFailure('source.lost', 'The camera is silent.');
      },
      () => series(frameEvent(1)),
    ];
    await run(station);
    expect(station.parts.map(({ sequence }) => sequence)).toEqual([0, 1]);
  });

  test('a source that is not there does not start the line', async () => {
    const station = createFakeStation();
    await expect(createInspection(station.ports).start(start)).rejects.toThrow(/no source/);
  });
});

describe('after the engine died', () => {
  test('the part in flight is recorded as not-inspected, once, and the run goes on', async () => {
    const station = createFakeStation();
    let release = () => {};
    station.look = () => new Promise((resolve) => (release = () => resolve([])));
    station.sources = [() => series(frameEvent(0))];
    await createInspection(station.ports).start(start);
    await expect.poll(() => station.inFlight.length).toBe(1);
    const left = structuredClone(station.inFlight);
    const documents = new Map(station.documents);
    release(); // the first engine's fate does not matter any more
    await expect.poll(() => station.parts.length).toBe(1);

    const next = createFakeStation();
    documents.forEach((value, key) => next.documents.set(key, value));
    next.inFlight = left;
    next.sources = [() => series(frameEvent(1))];
    const inspection = createInspection(next.ports);
    await inspection.resume();
    await idle(inspection);
    expect(next.parts.map(({ frameKey, verdict }) => [frameKey, verdict])).toEqual([
      ['part-0.png', 'not-inspected'],
      ['part-1.png', 'pass'],
    ]);
    expect(next.parts.map(({ runId }) => runId)).toEqual([1, 1]);
  });

  test('with no run broken off nothing happens', async () => {
    const station = createFakeStation();
    const inspection = createInspection(station.ports);
    await inspection.resume();
    expect(inspection.busy).toBe(false);
    expect(station.parts).toEqual([]);
  });
});

function slow(...events: SourceEvent[]) {
  return async function* (signal?: { readonly aborted: boolean }): AsyncIterable<SourceEvent> {
    for (const event of events) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (signal?.aborted) return;
      yield event;
    }
  };
}
