import { expect, test } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from '#models/train/checkpoint';

const validated = { epoch: 2, loss: 0.5, metric: 0.9, metrics: { accuracy: 0.9, 'Fehler ä': 1 } };
const checkpoint: Checkpoint = {
  epoch: 2,
  epochs: 7,
  rateScale: 0.5,
  rollbacks: 1,
  carried: { weights: Float32Array.of(1, -2.5, 3e-38), state: new Float32Array(0), mean: Float32Array.of(4) },
  best: { snapshot: { weights: Float32Array.of(7, 8, 9), state: Float32Array.of(1) }, validated },
  sinceBest: 0,
  history: [{ ...validated, epoch: 1 }, validated],
};

test('comes back as it was', () => {
  expect(decodeCheckpoint(encodeCheckpoint(checkpoint, 'a'), 'a')).toEqual(checkpoint);
  const early = { ...checkpoint, best: null, history: [] };
  expect(decodeCheckpoint(encodeCheckpoint(early, 'a'), 'a')).toEqual(early);
});

test('of another training, cut short or damaged is none', () => {
  const bytes = encodeCheckpoint(checkpoint, 'a');
  expect(decodeCheckpoint(bytes, 'b')).toBeNull();
  for (const length of [0, 3, 40, bytes.length - 1])
    expect(decodeCheckpoint(bytes.slice(0, length), 'a')).toBeNull();
  bytes[10] = 0;
  expect(decodeCheckpoint(bytes, 'a')).toBeNull();
});
