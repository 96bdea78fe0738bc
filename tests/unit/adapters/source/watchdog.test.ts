import { describe, expect, it } from 'vitest';
import { watched } from '#electron/adapters/source/watchdog';
import type { Source, SourceEvent } from '#electron/core/ports';
import { kindsOf, manualClock, picture } from './tools';

function frame(sequence: number): SourceEvent {
  const frame = {
    key: `${sequence}`,
    name: `${sequence}`,
    path: null,
    sequence,
    capturedAtMs: 0,
    image: picture(0),
    encoded: null,
  };
  return { kind: 'frame', frame, decodeMs: 0 };
}

/** A source that gives an event when told, and that may ignore the abort as dead hardware does. */
function handSource({ deaf = false } = {}) {
  let deliver: (event: SourceEvent | null) => void = () => {};
  const source: Source = {
    settings: [],
    set: async (_, value) => value,
    trigger: async () => {},
    close: async () => {},
    async *events(signal) {
      for (;;) {
        const event = await new Promise<SourceEvent | null>((resolve) => {
          deliver = resolve;
          if (!deaf) signal.addEventListener('abort', () => resolve(null), { once: true });
        });
        if (!event) return;
        yield event;
      }
    },
  };
  return { source, deliver: (event: SourceEvent | null) => deliver(event) };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('watchdog', () => {
  it.each([false, true])('finds a silent source lost, deaf: %s', async (deaf) => {
    const clock = manualClock();
    const { source } = handSource({ deaf });
    const iterator = watched(source, 5000, 'free', clock)
      .events(new AbortController().signal)
      [Symbol.asyncIterator]();
    let lost = false;
    const next = expect(iterator.next().finally(() => (lost = true))).rejects.toMatchObject({
      error: { code: 'source.lost', details: { seconds: 5 } },
    });
    await soon();
    await clock.advance(4999);
    expect(lost).toBe(false);
    await clock.advance(1);
    await next;
  });

  it('counts only while it is waited for, anew with each event', async () => {
    const clock = manualClock();
    const hand = handSource();
    const iterator = watched(hand.source, 1000, 'free', clock)
      .events(new AbortController().signal)
      [Symbol.asyncIterator]();
    const first = iterator.next();
    await soon();
    await clock.advance(900);
    hand.deliver(frame(0));
    expect(kindsOf([(await first).value])).toEqual(['frame']);
    await clock.advance(60_000); // the reader is busy
    const second = iterator.next();
    await soon();
    await clock.advance(900);
    hand.deliver(frame(1));
    expect((await second).value.frame.sequence).toBe(1);
  });

  it('waits for a trigger before it counts', async () => {
    const clock = manualClock();
    const hand = handSource();
    const source = watched(hand.source, 1000, 'software', clock);
    const iterator = source.events(new AbortController().signal)[Symbol.asyncIterator]();
    const first = iterator.next();
    await soon();
    await clock.advance(60_000);
    await source.trigger();
    hand.deliver(frame(0));
    expect((await first).value.frame.sequence).toBe(0);
    const second = expect(iterator.next()).rejects.toMatchObject({ error: { code: 'source.lost' } });
    await soon();
    await clock.advance(60_000);
    await source.trigger();
    await soon();
    await clock.advance(1000);
    await second;
  });

  it('ends with its source and on abort', async () => {
    const clock = manualClock();
    const hand = handSource();
    const abort = new AbortController();
    const source = watched(hand.source, 1000, 'free', clock);
    const ended = source.events(abort.signal)[Symbol.asyncIterator]().next();
    await soon();
    hand.deliver(null);
    expect((await ended).done).toBe(true);
    const aborted = source.events(abort.signal)[Symbol.asyncIterator]().next();
    await soon();
    abort.abort();
    expect((await aborted).done).toBe(true);
  });
});
