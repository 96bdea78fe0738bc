import { useEffect, useRef, useState } from 'react';
import { contract, type InputOf, type OutputOf, type StreamName } from '#shared/contract/contract';
import { AppFailure, type AppError } from '#shared/contract/errors';
import { useClient, useConnection } from './client-context';

interface Options {
  /** Opens the stream again so long after it ended or failed; without it an end is an end. */
  readonly retryMs?: number;
  /** Changes when a new subscription is wanted. */
  readonly round?: number;
}

/** Items under way at once: of what gives way to newer things one, of what has to arrive a handful. */
const credits = { latest: 1, every: 16 };

export interface Streamed {
  readonly error: AppError | null;
  readonly ended: boolean;
}

/**
 * Calls `onItem` for each item; the next is asked for when its promise resolves.
 * Opens again after a reconnection and when the input changes (compared as JSON).
 * @param input null: not subscribed
 */
export function useEach<N extends StreamName>(
  name: N,
  input: InputOf<N> | null,
  onItem: (item: OutputOf<N>) => void | Promise<void>,
  { retryMs, round = 0 }: Options = {},
): Streamed {
  const client = useClient();
  const { epoch, state } = useConnection();
  const [streamed, setStreamed] = useState<Streamed>({ error: null, ended: false });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(onItem);
  useEffect(() => {
    latest.current = onItem;
  });
  const key = JSON.stringify(input);

  useEffect(() => {
    if (key === 'null' || state === 'lost') return;
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (error: AppError | null) => {
      if (leaving.signal.aborted) return;
      setStreamed({ error, ended: true });
      if (retryMs !== undefined) timer = setTimeout(() => setAttempt((count) => count + 1), retryMs);
    };
    const read = async () => {
      const options = { signal: leaving.signal, credit: credits[contract[name].policy] };
      for await (const item of client.stream(name, JSON.parse(key) as InputOf<N>, options)) {
        await latest.current(item);
      }
    };
    setStreamed({ error: null, ended: false });
    read().then(
      () => end(null),
      (thrown: unknown) => {
        if (!(thrown instanceof AppFailure)) throw thrown;
        end(thrown.error);
      },
    );
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [client, name, key, epoch, state, retryMs, round, attempt]);

  return streamed;
}

/** Resolves in the next animation frame: what was set before is drawn in it. Waits while the window is hidden. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
