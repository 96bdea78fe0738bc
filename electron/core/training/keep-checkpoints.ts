import { AppFailure } from '#shared/contract/errors';
import type { Checkpoint } from '#models/train/checkpoint';
import type { CheckpointFile, Clock } from '../ports';

/** So much longer than the writing takes, the next one waits: it costs a tenth of the time at most. */
const pauseForWriting = 9;

/**
 * Writes checkpoints as often as they do not hold the training up: the first one, then each for which there was time. A
 * full disk is told, and the training goes on.
 */
export function keepCheckpoints(
  encode: (checkpoint: Checkpoint) => Uint8Array,
  { checkpoint: file, clock }: { readonly checkpoint: CheckpointFile; readonly clock: Pick<Clock, 'nowMs'> },
  onNote: (sentence: string) => void,
): (checkpoint: Checkpoint) => Promise<void> {
  let notBeforeMs = -Infinity;
  return async (checkpoint) => {
    const startMs = clock.nowMs();
    if (startMs < notBeforeMs) return;
    try {
      await file.write(encode(checkpoint));
    } catch (thrown) {
      if (!(thrown instanceof AppFailure && thrown.error.code === 'disk.full')) throw thrown;
      onNote(
        'The disk is full: the training goes on, but broken off now it would begin further back. Free some space.',
      );
    }
    const endMs = clock.nowMs();
    notBeforeMs = endMs + pauseForWriting * (endMs - startMs);
  };
}
