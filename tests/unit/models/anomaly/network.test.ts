import { expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { distancesToOthers, memoryOf } from '#models/anomaly/memory';
import { anomalyNetwork, anomalyNumbers, patchNetwork, type AnomalyShape } from '#models/anomaly/network';
import { initialSnapshot, layoutsOf } from '#models/network/layout';
import type { Tensors } from '#models/runtime';
import { checkParity, servingModel } from '#models/train/serving';

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });
const shape: AnomalyShape = {
  network: { size: { channels: [4, 4, 8, 8, 8], blocks: 1 }, decoderChannels: 8, channels: 1 },
  widthPx: 64,
  heightPx: 32,
};
const layouts = layoutsOf(patchNetwork(shape));
const snapshot = initialSnapshot(layouts, createRandom(3));

const flat = new Float32Array(32).fill(1);

function pictureOf(seed: number): Tensors {
  const random = createRandom(seed);
  const data = Uint8Array.from({ length: 64 * 32 }, () => random.integer(0, 255));
  return { image: { type: 'uint8', dims: [1, 1, 32, 64], data } };
}

async function featuresOf(seed: number): Promise<Float32Array> {
  const session = await runtime.load(servingModel(patchNetwork(shape), layouts, snapshot));
  const { features } = await session.run(pictureOf(seed));
  expect(features?.dims).toEqual([32, 8]);
  await session.release();
  return Float32Array.from(features?.data as Float32Array);
}

test('the map is d² / (d² + t²) of the distance to the nearest of the memory', async () => {
  const known = [
    { group: 'a', features: await featuresOf(1) },
    { group: 'b', features: await featuresOf(2) },
  ];
  const memory = memoryOf(known, 8, 20, createRandom(1));
  const thresholds = Float32Array.from({ length: 32 }, (_, i) => 1 + i / 10);
  const reference = { memory, thresholds };
  const session = await runtime.load(servingModel(anomalyNumbers(shape, reference), layouts, snapshot));
  const seen = pictureOf(5);
  const { scores } = await session.run(seen);
  await session.release();
  expect(scores?.dims).toEqual([1, 1, 32, 64]);
  // Pixels of the first half patch show their patch alone; the largest score of a corner patch is at the corner.
  const features = await featuresOf(5);
  for (const [patch, pixel] of [
    [0, 0],
    [7, 63],
    [31, 32 * 64 - 1],
  ] as const) {
    const own = features.subarray(patch * 8, patch * 8 + 8);
    const [distance = NaN] = distancesToOthers({ group: 'c', features: own }, memory);
    const squared = (distance / thresholds[patch]!) ** 2;
    expect(Number(scores?.data[pixel])).toBeCloseTo(squared / (squared + 1), 4);
  }

  const served = await runtime.load(servingModel(anomalyNetwork(shape, reference), layouts, snapshot));
  const { map } = await served.run(seen);
  await served.release();
  expect(map).toMatchObject({ type: 'uint8', dims: [1, 1, 32, 64] });
  map?.data.forEach((level: number | bigint, i: number) =>
    expect(Math.abs(Number(level) - 255 * Number(scores?.data[i]))).toBeLessThanOrEqual(0.5001),
  );
});

test('what is in the memory is not far from it', async () => {
  const features = await featuresOf(1);
  const memory = memoryOf([{ group: 'a', features }], 8, 99, createRandom(1));
  const session = await runtime.load(
    servingModel(anomalyNumbers(shape, { memory, thresholds: flat }), layouts, snapshot),
  );
  const { scores } = await session.run(pictureOf(1));
  await session.release();
  expect(Math.max(...(scores?.data as Float32Array))).toBeLessThan(1e-4);
});

test('the graph that serves answers like the one that was trained', async () => {
  const memory = memoryOf([{ group: 'a', features: await featuresOf(1) }], 8, 9, createRandom(1));
  const network = anomalyNumbers(shape, { memory, thresholds: flat });
  const { maxDifference } = await checkParity(
    network,
    layouts,
    snapshot,
    [pictureOf(8), pictureOf(9)],
    runtime,
  );
  expect(maxDifference).toBeLessThan(1e-4);
});
