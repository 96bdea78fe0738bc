import { expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { textureLabels } from '#models/generate/textures';
import { pretrainingNetwork, type PretrainingShape } from '#models/backbone/network';
import { backboneModel, backbonePackage, pretrainingShape } from '#models/backbone/package';
import { pretrainingOptions, pretrainingTrainee } from '#models/backbone/pretraining';
import { createScenes } from '#models/backbone/scenes';
import { initialSnapshot, layoutsOf } from '#models/network/layout';
import { checkParity, servingModel } from '#models/train/serving';
import { pretrainedBy } from '#models/train/pretrained';
import { train } from '#models/train/trainer';
import { quiet } from '../../../training/quiet';

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });
const small: PretrainingShape = {
  size: { channels: [4, 8, 8, 8, 16], blocks: 1 },
  decoderChannels: 8,
  batch: 16,
  channels: 1,
  cropPx: 32,
  classes: textureLabels.length,
};

test('scenes are values 0..1 with their flaws, and the same again', () => {
  const side = 48;
  const scenes = createScenes(3, side);
  const write = (index: number) => {
    const [picture, mask] = [new Float32Array(side * side), new Float32Array(side * side)];
    return { ...scenes.write(index, createRandom(9, index), picture, mask), picture, mask };
  };
  const first = Array.from({ length: 64 }, (_, i) => write(i));
  expect(first).toEqual(Array.from({ length: 64 }, (_, i) => write(i)));
  for (const { picture, mask, marked } of first) {
    expect(Math.min(...picture)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...picture)).toBeLessThanOrEqual(1);
    if (!marked) expect(Math.max(...mask)).toBe(0);
  }
  const families = first.map(({ family }) => family);
  expect(families.filter((family) => family === null).length).toBeGreaterThan(20);
  expect(new Set(families).size).toBeGreaterThan(15);
  expect(first.filter(({ mask }) => Math.max(...mask) === 1).length).toBeGreaterThan(24);
});

test('learns to tell textures and flaws', async () => {
  const trainee = { ...pretrainingTrainee(small, 1, runtime), stepsAnEpoch: 60 };
  const trained = await train(
    trainee,
    { ...pretrainingOptions, seed: 1, rate: 1e-2, keep: 0.9, duration: { kind: 'epochs', epochs: 2 } },
    runtime,
    quiet,
  );
  expect(trained.history[1]!.loss).toBeLessThan(trained.history[0]!.loss);
  // A guess is as often above as below.
  expect(trained.validated.metrics['flawAuroc']).toBeGreaterThan(0.55);
  expect(trained.validated.metrics['accuracy']).toBeGreaterThan(0);
  expect(trained.validated.metrics['accuracy']).toBeLessThan(1);
}, 60_000);

test('the package keeps what was learnt under its names and answers like the network that serves', async () => {
  const network = pretrainingNetwork({ ...pretrainingShape, batch: 1 });
  const layouts = layoutsOf(network);
  const best = initialSnapshot(layouts, createRandom(5));
  const onnx = backboneModel(layouts, best);
  const blank = {
    weights: new Float32Array(layouts.weights.size),
    state: new Float32Array(layouts.state.size),
  };
  expect(pretrainedBy(onnx, 'backbone')(layouts, blank)).toEqual(best);

  const random = createRandom(6);
  const data = Uint8Array.from({ length: 96 * 96 }, () => random.integer(0, 255));
  const image = { type: 'uint8', dims: [1, 1, 96, 96], data } as const;
  const [kept, served] = [await runtime.load(onnx), await runtime.load(servingModel(network, layouts, best))];
  const { scores, flaws } = await kept.run({ image });
  const wanted = await served.run({ image });
  expect(Array.from(scores!.data as Float32Array).reduce((a, b) => a + b)).toBeCloseTo(1, 4);
  const logits = wanted['textures']?.data as Float32Array;
  const ratio = Math.log(Number(scores?.data[3]) / Number(scores?.data[8]));
  expect(ratio).toBeCloseTo(logits[3]! - logits[8]!, 3);
  expect(Number(flaws?.data[77])).toBeCloseTo(Number(wanted['flaws']?.data[77]), 3);
  await Promise.all([kept.release(), served.release()]);
  await checkParity(network, layouts, best, [{ image }], runtime);

  const validated = { epoch: 1, loss: 1, metric: 0.5, metrics: { accuracy: 0.5 } };
  const { manifest, folder } = backbonePackage({ layouts, best, validated }, 'how', () => '0'.repeat(64));
  expect(folder).toBe('backbone/1.0.0');
  expect(manifest.labels.length).toBe(32);
});
