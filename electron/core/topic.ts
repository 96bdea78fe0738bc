import { AppFailure } from '#shared/contract/errors';

/** Something that happens again and again, and those who listen. */
export interface Topic<T> {
  publish(item: T): void;
  /** The newest item, then what is newest whenever the listener asks: older ones give way. */
  latest(signal: AbortSignal): AsyncIterable<T>;
  /** Each item from now on; a listener that falls 1,000 behind is cut off with `unavailable`. */
  every(signal: AbortSignal): AsyncIterable<T>;
}

const mostWaiting = 1000;

/** @param first what `latest` gives before anything was published */
export function createTopic<T>(first: { item: T } | null = null): Topic<T> {
  let newest = first;
  const listeners = new Set<(item: T) => void>();

  async function* listen(
    signal: AbortSignal,
    waiting: T[],
    most: number,
    overflow: () => void,
  ): AsyncIterable<T> {
    let wake = () => {};
    const listener = (item: T) => {
      if (waiting.length >= most) overflow();
      waiting.push(item);
      wake();
    };
    const onAbort = () => wake();
    listeners.add(listener);
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        if (waiting.length > 0) yield waiting.shift() as T;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      listeners.delete(listener);
      signal.removeEventListener('abort', onAbort);
    }
  }

  return {
    publish(item) {
      newest = { item };
      for (const listener of listeners) listener(item);
    },
    latest(signal) {
      const waiting = newest ? [newest.item] : [];
      return listen(signal, waiting, 1, () => waiting.shift());
    },
    async *every(signal) {
      const waiting: T[] = [];
      const overrun = { yes: false };
      const items = listen(signal, waiting, mostWaiting, () => {
        waiting.shift();
        overrun.yes = true;
      });
      for await (const item of items) {
        if (overrun.yes) {
          throw new AppFailure(
            'unavailable',
            'This screen fell too far behind the line; it starts again from the records.',
          );
        }
        yield item;
      }
    },
  };
}
