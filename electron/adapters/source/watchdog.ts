import { AppFailure } from '#shared/contract/errors';
import type { Clock, OpenOptions, Source } from '#electron/core/ports';
import { either, Permits, rest } from './signals';

/**
 * No native layer tells reliably that a camera died, so silence does: when the reader has waited `silentAfterMs` for
 * an event, the source is lost. With a software trigger the wait counts from a trigger on.
 */
export function watched(
  source: Source,
  silentAfterMs: number,
  trigger: OpenOptions['trigger'],
  clock: Clock,
): Source {
  const asked = new Permits();

  /** Ends as `silent` after the time without an answer, as `over` when there is one or nobody waits any more. */
  async function silence(answered: AbortSignal, ended: AbortSignal): Promise<'silent' | 'over'> {
    const stop = either(answered, ended);
    try {
      if (trigger === 'software') await asked.available(stop.signal);
      await rest(clock, silentAfterMs, stop.signal);
      return stop.signal.aborted ? 'over' : 'silent';
    } finally {
      stop.release();
    }
  }

  return {
    get settings() {
      return source.settings;
    },
    set: (name, value) => source.set(name, value),
    async trigger() {
      await source.trigger();
      asked.give();
    },
    close: () => source.close(),
    async *events(signal) {
      const lost = new AbortController();
      const ended = either(signal, lost.signal);
      const iterator = source.events(ended.signal)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = iterator.next();
          const answered = new AbortController();
          const silent = silence(answered.signal, ended.signal);
          const first = await Promise.race([next, silent]).finally(() => answered.abort());
          if (first === 'silent') {
            next.catch(() => {}); // whatever comes of it now: the silence is what is told
            throw silentFailure(silentAfterMs);
          }
          const result = first === 'over' ? await next : first;
          if (result.done) return;
          if (trigger === 'software') await asked.take(ended.signal);
          yield result.value;
        }
      } finally {
        ended.release();
        lost.abort();
        // Not awaited: a dead source may never answer.
        iterator.return?.().catch(() => {});
      }
    },
  };
}

function silentFailure(silentAfterMs: number): AppFailure {
  const seconds = silentAfterMs / 1000;
  return new AppFailure(
    'source.lost',
    `There was no picture for ${seconds} s. Check the source, its cable and its power.`,
    { seconds },
  );
}
