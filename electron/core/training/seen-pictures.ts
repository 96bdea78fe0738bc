import { z } from 'zod';
import { displayImage } from '#shared/contract/contract';
import { AppFailure } from '#shared/contract/errors';
import { decodeMessage, encodeMessage } from '#shared/contract/frames';
import { seenPicture } from '#shared/domain/training';
import type { Ports } from '../ports';
import type { ShownPicture } from './job';

type Needs = Pick<Ports, 'trainingRuns'>;

const pictures = z.array(seenPicture.extend({ image: displayImage }));

/** Keeps what a run showed last, in the form in which messages travel. */
export function keepSeen(id: string, seen: readonly ShownPicture[], { trainingRuns }: Needs): Promise<void> {
  return trainingRuns.writeSeen(id, encodeMessage(seen));
}

/** Null where nothing was kept, or it cannot be read: there is nothing to show then. */
export async function readSeen(id: string, { trainingRuns }: Needs): Promise<ShownPicture[] | null> {
  const bytes = await trainingRuns.readSeen(id);
  if (!bytes) return null;
  try {
    const parsed = pictures.safeParse(decodeMessage(bytes));
    return parsed.success ? parsed.data : null;
  } catch (thrown) {
    if (thrown instanceof AppFailure) return null;
    throw thrown;
  }
}
