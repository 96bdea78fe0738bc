import { describe, expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { Graph, type Value } from '#models/graph/graph';
import type { Activation } from '#models/graph/ops/cell';
import { unrolledGru } from '#models/graph/ops/gru';
import { unrolledLstm } from '#models/graph/ops/lstm';
import { stack, unstack } from '#models/graph/ops/sequence';
import { mul, square } from '#models/graph/ops/elementwise';
import { flatLayers } from '#models/network/flat-layers';
import { gru } from '#models/network/gru';
import { initialSnapshot, layoutsOf } from '#models/network/layout';
import type { Network } from '#models/network/layers';
import { lstm } from '#models/network/lstm';
import { serveLayers } from '#models/network/serve-layers';
import { encodeModel } from '#models/graph/encode';
import type { Tensors } from '#models/runtime';
import golden from '../../../golden/recurrent.json';
import { checkGradient, differentiate } from './check-gradient';
import { offBy } from './off-by';

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });

/** [N, T, I] and the weights of each layer → [N, T, H]. */
function unrolled(kind: string, activation: Activation) {
  return (x: Value, ...weights: Value[]) => {
    let steps = unstack(x);
    const each = kind === 'lstm' ? 3 : 4;
    for (let at = 0; at < weights.length; at += each) {
      const [input, recurrent, bias, candidateBias] = weights.slice(at, at + each) as [
        Value,
        Value,
        Value,
        Value,
      ];
      steps =
        kind === 'lstm'
          ? unrolledLstm(steps, { input, recurrent, bias }, activation)
          : unrolledGru(steps, { input, recurrent, bias, candidateBias }, activation);
    }
    return stack(steps);
  };
}

describe('unrolled cells', () => {
  test.each(Object.entries(golden.cases))(
    '%s: PyTorch gives the same states and gradients',
    async (name, wanted) => {
      const [kind = '', activation = ''] = name.split(', ');
      const make = unrolled(kind, activation as Activation);
      const { y, gradients } = await differentiate(wanted.leaves, (x, ...weights) => make(x!, ...weights));
      expect(offBy(y, wanted.sequence)).toBeLessThan(1e-6);
      gradients.forEach((gradient, i) =>
        expect(offBy(gradient, wanted.gradients[i]!), `leaf ${i}`).toBeLessThan(2e-6),
      );
    },
  );

  test.each([
    ['lstm', [[4, 2], [4, 1], [4]]],
    ['gru', [[3, 2], [3, 1], [3], [1]]],
  ])('%s: gradients agree with finite differences', async (kind, dims) => {
    const leaves = [[2, 3, 2], ...dims].map((one) => ({ dims: one }));
    await checkGradient(leaves, (x, ...weights) => unrolled(kind, 'tanh')(x!, ...weights));
  });

  test('steps that the loss does not see get no gradient', async () => {
    const { gradients } = await differentiate(golden.cases['lstm, relu'].leaves, (x, ...weights) => {
      const [input, recurrent, bias] = weights as [Value, Value, Value];
      return unrolledLstm(unstack(x!), { input, recurrent, bias }, 'relu')[1]!;
    });
    const bySample = [0, 1, 2].map((n) => gradients[0]!.slice(n * 8, n * 8 + 8));
    for (const steps of bySample) expect(steps.slice(4)).toEqual([0, 0, 0, 0]);
    expect(bySample.flat().some((value) => value !== 0)).toBe(true);
  });
});

test('a sequence of more steps than go into one op is cut and put together', async () => {
  await checkGradient([{ dims: [2, 9, 1] }], (x) => square(stack(unstack(x!))));
  const { y, dims } = await differentiate([{ dims: [2, 9, 1] }], (x) => stack(unstack(x!)));
  const { y: same } = await differentiate([{ dims: [2, 9, 1] }], (x) => mul(x!, 1));
  expect([y, dims]).toEqual([same, [2, 9, 1]]);
});

describe('the op that serves gives what the unrolled layers gave', () => {
  const [batch, length, features] = [3, 9, 4];
  const x: Tensors = {
    x: {
      type: 'float32',
      dims: [batch, length, features],
      data: Float32Array.from(
        { length: batch * length * features },
        (
          (random) => () =>
            random.normal(0, 1)
        )(createRandom(1)),
      ),
    },
  };
  const run = async (graph: Graph, outputs: Readonly<Record<string, Value>>, feeds: Tensors) => {
    for (const [name, value] of Object.entries(outputs)) graph.output(name, value);
    const session = await runtime.load(encodeModel(graph));
    const results = await session.run(feeds);
    await session.release();
    return results;
  };

  test.each([
    ['lstm', 'tanh'],
    ['lstm', 'relu'],
    ['gru', 'tanh'],
    ['gru', 'relu'],
  ] as const)('%s, %s', async (kind, activation) => {
    const layer = { lstm, gru }[kind];
    const network =
      (dims: (number | string)[]): Network =>
      (layers) => ({
        ...layer(layers, 'net', layers.graph.input('x', 'float32', dims), {
          hidden: 5,
          layers: 2,
          activation,
        }),
      });
    const settled = network([batch, length, features]);
    const layouts = layoutsOf(settled);
    const snapshot = initialSnapshot(layouts, createRandom(2));

    const training = new Graph('training');
    const weights = { type: 'float32', dims: [layouts.weights.size], data: snapshot.weights } as const;
    const wanted = await run(training, settled(flatLayers(training, 'evaluate', layouts)), { ...x, weights });
    const serving = new Graph('serving');
    const given = await run(
      serving,
      network(['n', 't', features])(serveLayers(serving, layouts, snapshot)),
      x,
    );
    for (const name of ['sequence', 'last']) {
      expect(given[name]!.dims).toEqual(wanted[name]!.dims);
      const difference = offBy(Array.from(given[name]!.data, Number), Array.from(wanted[name]!.data, Number));
      expect(difference).toBeLessThan(1e-6);
    }
    expect(wanted['sequence']!.dims).toEqual([batch, length, 5]);
    expect(Array.from(given['last']!.data, Number).some((value) => Math.abs(value) > 0.01)).toBe(true);
  });
});
