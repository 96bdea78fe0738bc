import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { InputOf, OutputOf } from '#shared/contract/contract';
import type { AppError } from '#shared/contract/errors';
import { recipe as recipeSchema, recipeFormatVersion, type Recipe } from '#shared/domain/recipe';
import { useConnection } from '../client/client-context';
import { useEach } from '../client/use-stream';

export type PreviewFrame = OutputOf<'recipes.preview'>;

export interface Preview {
  /** Those of the last settings stay for a moment, until the first of the new ones is there. */
  readonly frames: readonly PreviewFrame[];
  readonly loading: boolean;
  readonly error: AppError | null;
  /** Source, model or golden image are not complete yet: there is nothing to look at. */
  readonly incomplete: boolean;
  again(): void;
}

const frames = 12;
const maxPx = 1024;
const settleMs = 500;
const overdueMs = 1500;

/**
 * Frames of the draft's source with what its model sees in them. They are fetched anew only when source, model or
 * golden image change: all other rules are applied to them in the page.
 */
export function usePreview(draft: Recipe): Preview {
  const { epoch } = useConnection();
  const [round, setRound] = useState(0);
  const wanted = useSettled(seenBy(draft));
  const key = JSON.stringify([wanted, round, epoch]);
  const [got, setGot] = useState<{ readonly key: string; readonly frames: readonly PreviewFrame[] }>({
    key: '',
    frames: [],
  });
  const { error, ended } = useEach(
    'recipes.preview',
    wanted,
    (frame) => setGot((last) => ({ key, frames: last.key === key ? [...last.frames, frame] : [frame] })),
    { round },
  );
  const overdue = useOverdue(key);
  const current = got.key === key || (!error && !overdue);
  return {
    frames: wanted && current ? got.frames : [],
    loading: wanted !== null && !ended,
    error: wanted && error,
    incomplete: wanted === null,
    again: () => setRound((count) => count + 1),
  };
}

/** Has this question been open for so long that the frames of the one before it would be taken for its answer? */
function useOverdue(key: string): boolean {
  const [overdue, setOverdue] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setOverdue(key), overdueMs);
    return () => clearTimeout(timer);
  }, [key]);
  return overdue === key;
}

/** The question to the engine: all that decides what the model sees, and nothing else. */
function seenBy({ source, model, golden }: Recipe): InputOf<'recipes.preview'> | null {
  const everything = { reviewScore: 0, rejectScore: 0 };
  const parsed = recipeSchema.safeParse({
    formatVersion: recipeFormatVersion,
    id: 'preview',
    name: 'preview',
    source: { ...source, silentAfterMs: null },
    model,
    golden,
    labels: { '*': everything },
  });
  return parsed.success ? { recipe: parsed.data, frames, maxPx } : null;
}

/** The value once it has not changed for a while: each letter of a path is not a source of its own. */
function useSettled<T>(value: T): T {
  const [settled] = useDebouncedValue(JSON.stringify(value), settleMs);
  return JSON.parse(settled) as T;
}
