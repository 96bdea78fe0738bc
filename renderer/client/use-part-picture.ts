import { useEffect, useState } from 'react';
import type { DisplayImage, InputOf } from '#shared/contract/contract';
import type { AppError } from '#shared/contract/errors';
import { useClient } from './client-context';

export interface PartPicture<P> {
  readonly picture: P | null;
  readonly error: AppError | null;
  readonly loading: boolean;
}

/**
 * A picture of a recorded part. Never one of another part, view or region: while it is fetched there is none.
 * @param wanted compared as JSON; null: no picture is wanted
 * @param paint makes what can be drawn of it; must be stable
 */
export function usePartPicture<P>(
  wanted: InputOf<'records.picture'> | null,
  paint: (image: DisplayImage) => Promise<P>,
): PartPicture<P> {
  const client = useClient();
  const key = JSON.stringify(wanted);
  const [got, setGot] = useState<PartPicture<P> & { readonly key: string }>({ ...none, key: 'null' });

  useEffect(() => {
    if (key === 'null') return;
    const leaving = new AbortController();
    const fetch = async () => {
      const input = JSON.parse(key) as InputOf<'records.picture'>;
      const answer = await client.request('records.picture', input, leaving.signal);
      if (leaving.signal.aborted) return;
      if (!answer.ok) return setGot({ ...none, error: answer.error, key });
      const picture = await paint(answer.value);
      if (!leaving.signal.aborted) setGot({ ...none, picture, key });
    };
    void fetch();
    return () => leaving.abort();
  }, [client, key, paint]);

  if (wanted === null) return none;
  return got.key === key ? got : { ...none, loading: true };
}

const none = { picture: null, error: null, loading: false };
