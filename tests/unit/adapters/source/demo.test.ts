import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Line } from '#electron/adapters/source/line';
import { createSources, type SourceTools } from '#electron/adapters/source/open-source';
import type { OpenOptions, SourceEvent } from '#electron/core/ports';
import { createLine as createRealLine } from '#models/generate/products';
import type { SourceConfigOf } from '#shared/domain/source';
import { codec, fresh, kindsOf, manualClock, openSource, picture, read } from './tools';

const demo: SourceConfigOf<'demo'> = {
  kind: 'demo',
  product: 'pcb',
  seed: 5,
  ratePerMinute: 0,
  defectShare: 0.5,
  count: null,
  silentAfterMs: null,
};

const sequences = (events: readonly SourceEvent[]): number[] => events.map((event) => event.frame.sequence);

/** A line of tiny pictures on a clock that is told the time. */
async function pacedLine(config: Partial<typeof demo>, options: Partial<OpenOptions> = {}) {
  const clock = manualClock();
  const shares: number[] = [];
  const createLine = () => ({
    name: (index: number) => `part ${index}`,
    part(index: number, defectShare: number) {
      shares.push(defectShare);
      return { image: picture(index) };
    },
  });
  const source = await createSources({ clock, codec, createLine }).open(
    { ...demo, ...config },
    { ...fresh, ...options },
  );
  const abort = new AbortController();
  const iterator = source.events(abort.signal)[Symbol.asyncIterator]();
  return { clock, source, iterator, abort, shares };
}

describe('demo source', () => {
  it('gives the same parts for the same seed, also when it goes on in the middle', async () => {
    const first = await read(await openSource(demo, fresh), 4);
    const later = createSources({ clock: manualClock(), codec, createLine: createRealLine });
    const resumed = await read(await later.open(demo, { ...fresh, nextSequence: 2 }), 2);
    expect(sequences(resumed)).toEqual([2, 3]);
    const hash = (event: SourceEvent) =>
      event.kind === 'frame' && createHash('sha256').update(event.frame.image.data).digest('hex');
    expect(resumed.map(hash)).toEqual(first.slice(2).map(hash));
    expect(resumed.map((event) => event.frame.key)).toEqual(first.slice(2).map((event) => event.frame.key));
  });

  it('designs its line ahead where it is told to, and once for all runs', async () => {
    const designed: string[] = [];
    const createLine: SourceTools['createLine'] = (product, { seed }) => {
      designed.push(`${product} ${seed}`);
      return { name: String, part: (index) => ({ image: picture(index) }) };
    };
    const sources = createSources({ clock: manualClock(), codec, createLine });
    sources.prepare(demo);
    expect(designed).toEqual(['pcb 5']);
    await sources.open(demo, fresh);
    await sources.open({ ...demo, ratePerMinute: 60 }, { ...fresh, nextSequence: 7 });
    expect(designed).toEqual(['pcb 5']);
    await sources.open({ ...demo, seed: 6 }, fresh);
    expect(designed).toEqual(['pcb 5', 'pcb 6']);
  });

  it('ends after its count, which includes what was made before', async () => {
    expect(sequences(await read(await openSource({ ...demo, count: 3 }, fresh), 9))).toEqual([0, 1, 2]);
    expect(
      sequences(await read(await openSource({ ...demo, count: 3 }, { ...fresh, nextSequence: 2 }), 9)),
    ).toEqual([2]);
  });

  it('gives a part a trigger', async () => {
    const source = await openSource(demo, { ...fresh, trigger: 'software' });
    await source.trigger();
    await source.trigger();
    expect(sequences(await read(source, 9, 300))).toEqual([0, 1]);
  });

  it('keeps its pace', async () => {
    const { clock, iterator } = await pacedLine({ ratePerMinute: 60 });
    expect((await iterator.next()).value.frame).toMatchObject({ sequence: 0, capturedAtMs: 0 });
    let arrived = false;
    const next = iterator.next().then((result) => {
      arrived = true;
      return result;
    });
    await clock.advance(999);
    expect(arrived).toBe(false);
    await clock.advance(1);
    expect((await next).value.frame).toMatchObject({ sequence: 1, capturedAtMs: 1000 });
  });

  it('drops what comes while four parts wait, and tells each in order', async () => {
    const { clock, iterator } = await pacedLine({ ratePerMinute: 60 });
    await iterator.next();
    await clock.advance(10_500); // parts 1 to 10 came; 1 to 4 wait
    const told: unknown[] = [];
    for (let i = 0; i < 10; i++) {
      const { value } = await iterator.next();
      told.push([value.frame.sequence, kindsOf([value])[0], value.frame.capturedAtMs]);
    }
    expect(told).toEqual([
      ...[1, 2, 3, 4].map((n) => [n, 'frame', n * 1000]),
      ...[5, 6, 7, 8, 9, 10].map((n) => [n, 'source.overrun', n * 1000]),
    ]);
  });

  it('takes a new rate at once, and a new defect share with the next part', async () => {
    const { clock, iterator, source, shares } = await pacedLine({ ratePerMinute: 1 });
    await iterator.next();
    const next = iterator.next();
    await clock.advance(100);
    expect(await source.set('ratePerMinute', 600)).toBe(600);
    expect(await source.set('defectShare', 1)).toBe(1);
    await clock.advance(100);
    expect((await next).value.frame.sequence).toBe(1);
    expect(shares).toEqual([0.5, 1]);
    expect(source.settings.map(({ name, value }) => [name, value])).toEqual([
      ['ratePerMinute', 600],
      ['defectShare', 1],
    ]);
    await expect(source.set('defectShare', 1.5)).rejects.toMatchObject({ error: { code: 'input.invalid' } });
    await expect(source.set('gain', 1)).rejects.toMatchObject({ error: { code: 'input.invalid' } });
    await source.set('ratePerMinute', 0);
    expect((await iterator.next()).value.frame.sequence).toBe(2);
  });

  it('ends at once on abort and on close', async () => {
    const aborted = await pacedLine({ ratePerMinute: 1 });
    await aborted.iterator.next();
    const waiting = aborted.iterator.next();
    aborted.abort.abort();
    expect((await waiting).done).toBe(true);
    const closed = await pacedLine({}, { trigger: 'software' });
    const pending = closed.iterator.next();
    await closed.source.close();
    expect((await pending).done).toBe(true);
  });
});

describe('line', () => {
  it('tells every part once, in order, whenever it is asked', () => {
    const line = new Line(0, 0, 600, 5000, 4);
    const told: number[] = [];
    for (let now = 0, i = 0; told.length < 5000; now += [10, 3000, 90, 400][i++ % 4]!) {
      const waiting = line.take(now);
      if (waiting) told.push(waiting.index);
      if (waiting) expect(waiting.dueMs).toBeCloseTo(waiting.index * 100, 6);
    }
    expect(told).toEqual(told.map((_, i) => i));
  });

  it('keeps a month without a reader as one run', () => {
    const line = new Line(0, 0, 6000, Infinity, 4);
    const month = 30 * 86_400_000;
    for (let i = 0; i < 4; i++) expect(line.take(month)?.kind).toBe('part');
    expect(line.take(month)).toMatchObject({ kind: 'dropped', index: 4 });
    expect(JSON.stringify(line).length).toBeLessThan(400);
  });
});
