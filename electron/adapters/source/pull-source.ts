import { AppFailure } from '#shared/contract/errors';
import type { OpenOptions, Source, SourceEvent, SourceSetting } from '#electron/core/ports';
import { either, Permits, untilAborted } from './signals';

export interface Pull {
  readonly trigger: OpenOptions['trigger'];
  /** The next event, null at the end. Waits for the world, until the signal aborts. Called one at a time. */
  next(signal: AbortSignal): Promise<SourceEvent | null>;
  /** How many events are got ready while the reader is busy. */
  readonly ahead: number;
  settings?(): readonly SourceSetting[];
  set?(name: string, value: number): number;
  close?(): void;
}

/**
 * A source that is asked for its events one by one, and waits for its reader. Up to `ahead` events are got ready
 * while the reader is busy; they keep for the next reader when one leaves. Events end quietly on abort and on close.
 */
export function pullSource(pull: Pull): Source {
  const closed = new AbortController();
  const permits = new Permits();
  const ready: Promise<SourceEvent | null>[] = [];
  let last: Promise<unknown> = Promise.resolve();

  function prepare(count: number): void {
    while (ready.length < count && !closed.signal.aborted) {
      const event = last.then(() => pull.next(closed.signal));
      event.catch(() => {}); // thrown where it is awaited
      last = event;
      ready.push(event);
    }
  }

  return {
    get settings() {
      return pull.settings?.() ?? [];
    },
    async set(name, value) {
      if (!pull.set) throw noSetting(name);
      return pull.set(name, value);
    },
    async trigger() {
      if (pull.trigger !== 'software') {
        throw new AppFailure(
          'unavailable',
          'The source runs freely; open it with a software trigger to ask for frames.',
        );
      }
      permits.give();
    },
    async *events(signal) {
      const ended = either(signal, closed.signal);
      try {
        for (;;) {
          if (pull.trigger === 'software' && !(await permits.take(ended.signal))) return;
          prepare(1);
          const first = ready[0];
          if (!first) return;
          const event = await untilAborted(ended.signal, first);
          if (!event) {
            if (event === undefined && pull.trigger === 'software') permits.give();
            return;
          }
          void ready.shift();
          prepare(pull.ahead);
          yield event;
        }
      } finally {
        ended.release();
      }
    },
    async close() {
      closed.abort();
      pull.close?.();
    },
  };
}

export function noSetting(name: string): AppFailure {
  return new AppFailure('input.invalid', `The source has no setting called ${name}.`, { name });
}
