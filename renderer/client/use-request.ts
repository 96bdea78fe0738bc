import { useCallback, useEffect, useState } from 'react';
import type { InputOf, OutputOf, RequestName } from '#shared/contract/contract';
import type { AppError } from '#shared/contract/errors';
import { useClient, useConnection } from './client-context';

export interface Requested<T> {
  /** The last answer; stays while a newer one is awaited. */
  readonly value: T | null;
  readonly error: AppError | null;
  readonly loading: boolean;
  reload(): void;
}

/**
 * Asks when the screen opens, when the input changes (compared as JSON) and after each reconnection.
 * @param input null: do not ask
 */
export function useRequest<N extends RequestName>(name: N, input: InputOf<N> | null): Requested<OutputOf<N>> {
  const client = useClient();
  const { epoch } = useConnection();
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Omit<Requested<OutputOf<N>>, 'reload'>>({
    value: null,
    error: null,
    loading: input !== null,
  });
  const key = JSON.stringify(input);

  useEffect(() => {
    if (key === 'null') return;
    const leaving = new AbortController();
    setAnswer(({ value }) => ({ value, error: null, loading: true }));
    void client.request(name, JSON.parse(key) as InputOf<N>, leaving.signal).then((result) => {
      if (leaving.signal.aborted) return;
      setAnswer(({ value }) =>
        result.ok
          ? { value: result.value, error: null, loading: false }
          : { value, error: result.error, loading: false },
      );
    });
    return () => leaving.abort();
  }, [client, name, key, epoch, round]);

  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { ...answer, reload };
}
