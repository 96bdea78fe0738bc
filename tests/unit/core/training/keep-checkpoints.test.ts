import { expect, test } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import { keepCheckpoints } from '#electron/core/training/keep-checkpoints';
import type { Checkpoint } from '#models/train/checkpoint';

const checkpoint = (epoch: number): Checkpoint => ({
  epoch,
  epochs: 100,
  rateScale: 1,
  rollbacks: 0,
  carried: {},
  best: null,
  sinceBest: 0,
  history: [],
});

function keeper(writeMs: number, write: (bytes: Uint8Array) => void) {
  let nowMs = 0;
  const notes: string[] = [];
  const file = {
    read: async () => null,
    async write(bytes: Uint8Array) {
      nowMs += writeMs;
      write(bytes);
    },
    remove: async () => {},
  };
  const keep = keepCheckpoints(
    ({ epoch }) => Uint8Array.of(epoch),
    { checkpoint: file, clock: { nowMs: () => nowMs } },
    (sentence) => void notes.push(sentence),
  );
  return { keep: (epoch: number, ms: number) => ((nowMs += ms), keep(checkpoint(epoch))), notes };
}

test('writing takes a tenth of the time at most', async () => {
  const written: number[] = [];
  const { keep } = keeper(100, ([epoch]) => void written.push(epoch ?? -1));
  for (let epoch = 1; epoch <= 10; epoch++) await keep(epoch, 300);
  expect(written).toEqual([1, 4, 7, 10]);
});

test('a full disk is told and does not end the training; any other failure does', async () => {
  const full = keeper(1, () => {
    throw new AppFailure('disk.full', 'The disk is full.');
  });
  await full.keep(1, 0);
  expect(full.notes).toEqual([expect.stringContaining('Free some space')]);
  const broken = keeper(1, () => {
    throw new AppFailure('folder.unusable', 'It is gone.');
  });
  await expect(broken.keep(1, 0)).rejects.toThrow('It is gone.');
});
