import { describe, expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { gradientsOf } from '#models/graph/autodiff';
import { encodeModel } from '#models/graph/encode';
import { Graph, type Value } from '#models/graph/graph';
import { flatLayers } from '#models/network/flat-layers';
import { initialSnapshot, layoutsOf } from '#models/network/layout';
import type { Tensors } from '#models/runtime';
import { overlapLoss, segmentLoss } from '#models/segment/loss';
import { segmentNetwork, segmentNumbers, type SegmentShape } from '#models/segment/network';
import { checkParity, servingModel } from '#models/train/serving';
import { checkGradient, differentiate } from '../graph/check-gradient';

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });

const shape: SegmentShape = {
  size: { channels: [4, 4, 8, 8, 8], blocks: 1 },
  decoderChannels: 8,
  stride: 4,
  batch: 2,
  cropPx: 32,
  lossStride: 2,
  channels: 1,
  classes: 3,
};
const snapshotOf = (of: SegmentShape) => {
  const layouts = layoutsOf(segmentNetwork(of));
  return { layouts, snapshot: initialSnapshot(layouts, createRandom(3)) };
};

function pictureOf(channels: number, height: number, width: number): Tensors {
  const random = createRandom(4);
  const data = Uint8Array.from({ length: channels * height * width }, () => random.integer(0, 255));
  return { image: { type: 'uint8', dims: [1, channels, height, width], data } };
}

describe.each([
  ['at stride 4', shape],
  ['at stride 2, in colour', { ...shape, stride: 2, channels: 3 }],
] as const)('%s', (_, of) => {
  test('pictures of any size become bytes: the largest logit and the share of the best label', async () => {
    const { layouts, snapshot } = snapshotOf(of);
    const bytes = await runtime.load(servingModel(segmentNetwork(of), layouts, snapshot));
    const numbers = await runtime.load(servingModel(segmentNumbers(of), layouts, snapshot));
    for (const [height, width] of [
      [32, 96],
      [64, 32],
    ] as const) {
      const picture = pictureOf(of.channels, height, width);
      const { classes, confidence } = await bytes.run(picture);
      const { logits, confidence: share } = await numbers.run(picture);
      expect([classes?.type, classes?.dims]).toEqual(['uint8', [1, 1, height, width]]);
      expect([confidence?.type, confidence?.dims]).toEqual(['uint8', [1, 1, height, width]]);
      const size = height * width;
      for (let i = 0; i < size; i += 7) {
        const all = [0, 1, 2].map((k) => Number(logits!.data[k * size + i]));
        expect(classes!.data[i]).toBe(all.indexOf(Math.max(...all)));
        expect(Math.abs(Number(confidence!.data[i]) - 255 * Number(share!.data[i]))).toBeLessThan(0.51);
      }
    }
    await Promise.all([bytes.release(), numbers.release()]);
  });

  test('the graph that serves agrees with the one that was trained', async () => {
    const { layouts, snapshot } = snapshotOf(of);
    // Norms with running values that say something, so that folding them is put to the test.
    const random = createRandom(8);
    const state = snapshot.state.map(() => random.uniform(0.5, 2));
    const samples = [pictureOf(of.channels, 32, 64), pictureOf(of.channels, 64, 96)];
    const parity = await checkParity(segmentNumbers(of), layouts, { ...snapshot, state }, samples, runtime);
    expect(parity.maxDifference).toBeLessThan(1e-5);
  });

  test('while it learns it gives logits where the loss wants them', () => {
    const graph = new Graph('shape');
    const { logits } = segmentNetwork(of)({
      graph,
      mode: 'train',
      weight: (name, dims) => graph.input(name, 'float32', dims),
      state: (name, dims) => graph.input(name, 'float32', dims),
      update: () => {},
      noise: (name, dims) => graph.input(name, 'float32', dims),
      numbersOf: () => new Float32Array(),
    });
    expect(logits?.dims).toEqual([2, 3, 16, 16]);
    expect(encodeModel(graph).length).toBeGreaterThan(0);
  });
});

describe('the loss', () => {
  const dims = [1, 2, 2, 2];
  const logits = [1, 0, 0, 0, 0, 0, 2, 0];
  /** Background, background, the label, half of each. */
  const truth = [1, 1, 0, 0.5, 0, 0, 1, 0.5];
  const weights = [1, 3];
  const lossOf = (x: Value) => overlapLoss(x, x.graph.float(dims, truth), weights);

  test('is the weighed cross entropy and what is missing of the overlap', async () => {
    let [entropy, weight, common, sizes] = [0, 0, 0, 0];
    for (let i = 0; i < 4; i++) {
      const label = 1 / (1 + Math.exp(logits[i]! - logits[4 + i]!));
      const [onBackground, onLabel] = [truth[i]!, truth[4 + i]!];
      entropy -= onBackground * Math.log(1 - label) + 3 * onLabel * Math.log(label);
      weight += onBackground + 3 * onLabel;
      common += label * onLabel;
      sizes += label + onLabel;
    }
    const { y } = await differentiate([{ dims, values: logits }], lossOf);
    expect(y[0]).toBeCloseTo(entropy / weight + 1 - (2 * common + 1) / (sizes + 1), 5);
  });

  test('has the gradient that differences tell', async () => {
    await checkGradient([{ dims, values: logits }], lossOf);
  });

  test('flows into every weight of the network', async () => {
    const { layouts, snapshot } = snapshotOf(shape);
    const graph = new Graph('gradient');
    const layers = flatLayers(graph, 'train', layouts);
    const loss = segmentLoss(shape, [1, 2, 2])(segmentNetwork(shape)(layers), graph);
    gradientsOf(loss, layers.weightLeaves()).forEach((gradient, i) => graph.output(`${i}`, gradient));
    const session = await runtime.load(encodeModel(graph));
    const random = createRandom(6);
    const filled = (size: number) => Float32Array.from({ length: size }, () => random.next());
    const gradients = await session.run({
      weights: { type: 'float32', dims: [layouts.weights.size], data: snapshot.weights },
      state: { type: 'float32', dims: [layouts.state.size], data: snapshot.state },
      image: { type: 'float32', dims: [2, 1, 32, 32], data: filled(2 * 32 * 32) },
      truth: { type: 'float32', dims: [2, 3, 16, 16], data: filled(2 * 3 * 16 * 16) },
    });
    layouts.weights.places.forEach(({ name }, i) => {
      expect([name, gradients[`${i}`]!.data.some((value) => Math.abs(Number(value)) > 1e-9)]).toEqual([
        name,
        true,
      ]);
    });
    await session.release();
  });
});
