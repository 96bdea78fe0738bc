import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '#shared/contract/errors';
import type { Part } from '#shared/domain/inspection';
import { useClient, useConnection } from '../client/client-context';
import { emptyList, pageLength, withPage, withPart, type PageList } from './page-list';
import type { Filter } from './record-query';

export interface RecordList extends PageList {
  readonly loading: boolean;
  readonly error: AppError | null;
  /** Loads the next page, unless one is on its way or there is none. */
  more(): void;
  /** Takes in a part that was changed here. */
  replace(part: Part): void;
}

/** The records of a filter, page by page by keyset: new parts cannot shift the pages. */
export function useRecordList(filter: Filter, round: number): RecordList {
  const client = useClient();
  const { epoch } = useConnection();
  const [list, setList] = useState<PageList>(emptyList);
  const [error, setError] = useState<AppError | null>(null);
  const [loading, setLoading] = useState(true);
  const search = useRef({ leaving: new AbortController(), busy: false });
  const key = JSON.stringify(filter);

  const load = useCallback(
    async (before: number | null) => {
      const current = search.current;
      if (current.busy) return;
      current.busy = true;
      setLoading(true);
      const input = { filter: JSON.parse(key) as Filter, before, limit: pageLength };
      const page = await client.request('records.find', input, current.leaving.signal);
      if (current.leaving.signal.aborted) return;
      current.busy = false;
      setLoading(false);
      setError(page.ok ? null : page.error);
      if (page.ok) setList((known) => withPage(before === null ? emptyList : known, page.value));
    },
    [client, key],
  );

  useEffect(() => {
    search.current = { leaving: new AbortController(), busy: false };
    const { leaving } = search.current;
    void load(null);
    return () => leaving.abort();
  }, [load, round, epoch]);

  const last = list.parts.at(-1)?.id ?? null;
  const more = useCallback(() => {
    if (!list.complete && last !== null) void load(last);
  }, [load, list.complete, last]);
  const replace = useCallback((part: Part) => setList((known) => withPart(known, part)), []);
  return { ...list, loading, error, more, replace };
}
