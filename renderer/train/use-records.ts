import { useThrottledValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { AppError } from '#shared/contract/errors';
import type { TrainingRecord, TrainingRun } from '#shared/domain/training';
import { useClient, useConnection } from '../client/client-context';
import { useTraining } from '../client/training-store';

export interface Records {
  /** By id; the last that was told. Those of runs that are not there any more are missing. */
  readonly records: ReadonlyMap<string, TrainingRecord>;
  readonly error: AppError | null;
}

/** A small network validates many times a second; a curve need not follow so fast. */
const paceMs = 1000;

/** Runs with their whole course, read anew when something came to it. */
export function useRecords(ids: readonly string[]): Records {
  const client = useClient();
  const { epoch } = useConnection();
  const [got, setGot] = useState<Records>({ records: new Map(), error: null });
  const now = useTraining((runs) =>
    JSON.stringify(
      ids.map((id) => {
        const run = runs?.find((one) => one.id === id);
        return [id, run ? courseOf(run) : null];
      }),
    ),
  );
  const course = useThrottledValue(now, paceMs);

  useEffect(() => {
    const leaving = new AbortController();
    const wanted = (JSON.parse(course) as [id: string, course: unknown][]).map(([id]) => id);
    const read = async () => {
      const answers = await Promise.all(
        wanted.map((id) => client.request('training.run', { id }, leaving.signal)),
      );
      if (leaving.signal.aborted) return;
      const found = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
      const failed = answers.find((answer) => !answer.ok);
      setGot(({ records }) => ({
        records: new Map([...records, ...found.map((record) => [record.id, record] as const)]),
        error: failed && !failed.ok ? failed.error : null,
      }));
    };
    void read();
    return () => leaving.abort();
  }, [client, course, epoch]);

  return got;
}

/** Changes when something came to what only the record tells: a validation, an end, a note on the way. */
function courseOf({ state, reading, last, registered, endedAt }: TrainingRun): unknown {
  return [state, reading === null, last?.epoch, registered?.version, endedAt];
}
