import { useEffect, useMemo, useState } from 'react';
import type { AppError } from '#shared/contract/errors';
import type { Part } from '#shared/domain/inspection';
import type { Box } from '#shared/numeric/geometry';
import { createPainter, type Picture } from '../canvas/picture';
import { useClient } from '../client/client-context';

export interface PartPicture {
  readonly picture: Picture | null;
  readonly error: AppError | null;
}

interface Wanted {
  readonly view: 'image' | 'golden' | 'difference';
  /** Pixels of the original; null: all of it. Compared by identity. */
  readonly region?: Box | null;
  /** Longest side, px. */
  readonly maxPx: number;
}

const nothing: PartPicture = { picture: null, error: null };

/**
 * A picture of a recorded part. Never one of another part, view or region: while it is fetched there is none.
 * @param part null: no picture is wanted
 */
export function usePartPicture(part: Part | null, { view, region = null, maxPx }: Wanted): PartPicture {
  const client = useClient();
  const paint = useMemo(createPainter, []);
  const partId = part?.id ?? null;
  // What is wanted is one object, so that an answer can be told to be the one to it.
  const wanted = useMemo(() => ({ partId, view, region, maxPx }), [partId, view, region, maxPx]);
  const [got, setGot] = useState<PartPicture & { readonly for: unknown }>({ ...nothing, for: null });

  useEffect(() => {
    const { partId: id, region: box, ...rest } = wanted;
    if (id === null) return;
    const leaving = new AbortController();
    const fetch = async () => {
      const input = { partId: id, region: box && mutable(box), ...rest };
      const answer = await client.request('records.picture', input, leaving.signal);
      if (leaving.signal.aborted) return;
      if (!answer.ok) return setGot({ picture: null, error: answer.error, for: wanted });
      const picture = await paint(answer.value);
      if (!leaving.signal.aborted) setGot({ picture, error: null, for: wanted });
    };
    void fetch();
    return () => leaving.abort();
  }, [client, paint, wanted]);
  return partId !== null && got.for === wanted ? got : nothing;
}

const mutable = ([x, y, width, height]: Box): [number, number, number, number] => [x, y, width, height];
