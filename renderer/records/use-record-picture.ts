import { useEffect, useState } from 'react';
import type { DisplayImage } from '#shared/contract/contract';
import type { AppError } from '#shared/contract/errors';
import type { Box } from '#shared/numeric/geometry';
import { usePicture, type Picture } from '../canvas/picture';
import { useClient } from '../client/client-context';

export type RecordView = 'image' | 'golden' | 'difference';

interface Wanted {
  readonly partId: number;
  readonly view: RecordView;
  readonly region: Box | null;
  readonly maxPx: number;
}

interface Got {
  readonly key: string;
  readonly image: DisplayImage | null;
  readonly error: AppError | null;
}

/**
 * A picture of a recorded part: never one of another part or view. While it is fetched there is none.
 * @param wanted null: nothing is fetched
 */
export function useRecordPicture(wanted: Wanted | null): {
  picture: Picture | null;
  error: AppError | null;
  loading: boolean;
} {
  const client = useClient();
  const [got, setGot] = useState<Got>({ key: '', image: null, error: null });
  const key = JSON.stringify(wanted);
  useEffect(() => {
    const asked = JSON.parse(key) as {
      partId: number;
      view: RecordView;
      region: [number, number, number, number] | null;
      maxPx: number;
    } | null;
    if (!asked) return;
    const leaving = new AbortController();
    void client.request('records.picture', asked, leaving.signal).then((answer) => {
      if (leaving.signal.aborted) return;
      setGot(
        answer.ok ? { key, image: answer.value, error: null } : { key, image: null, error: answer.error },
      );
    });
    return () => leaving.abort();
  }, [client, key]);
  const current = got.key === key;
  const image = current ? got.image : null;
  const picture = usePicture(image);
  return {
    picture: image ? picture : null,
    error: current ? got.error : null,
    loading: wanted !== null && !current,
  };
}
