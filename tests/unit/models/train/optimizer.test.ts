import { describe, expect, test } from 'vitest';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { encodeModel } from '#models/graph/encode';
import { Graph, numbers } from '#models/graph/graph';
import type { Layout } from '#models/network/layout';
import { adam, buffersOf, clipped, paceOf, sgd, update, type Optimizer } from '#models/train/optimizer';
import golden from '../../../golden/optimizer.json';
import { offBy } from '../graph/off-by';

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });
const init = { kind: 'constant', value: 0 } as const;
const layout: Layout = {
  places: [
    { name: 'weight', dims: [2, 2], offset: 0, size: 4, init },
    { name: 'bias', dims: [2], offset: 4, size: 2, init },
  ],
  size: 6,
};

/** The weights, and the length of the gradient, after each step with the gradients of the reference. */
async function run(optimizer: Optimizer, limit = Infinity) {
  const graph = new Graph('optimizer');
  const flat = (name: string) => graph.input(name, 'float32', [layout.size]);
  const number = (name: string) => graph.input(name, 'float32', []);
  const short = clipped(flat('gradient'), limit);
  const updated = update(optimizer, layout, {
    weights: flat('weights'),
    gradient: short.gradient,
    buffers: Object.fromEntries(buffersOf(optimizer).map((name) => [name, flat(name)])),
    rate: number('rate'),
    root: number('root'),
    decay: number('decay'),
  });
  for (const [name, value] of Object.entries({ weights: updated.weights, ...updated.buffers })) {
    graph.output(`next_${name}`, value);
  }
  graph.output('length', short.length);

  const session = await runtime.load(encodeModel(graph));
  const carried = new Map([
    ['weights', golden.weights],
    ...buffersOf(optimizer).map((name) => [name, Array<number>(6).fill(0)] as const),
  ]);
  const steps: number[][] = [];
  const lengths: number[] = [];
  for (const [i, gradient] of golden.gradients.entries()) {
    const { rate, root, decay } = paceOf(optimizer, golden.rate, i + 1);
    const scalars = Object.entries({ rate, root, decay }).map(([name, value]) => [
      name,
      numbers('float32', [], [value]),
    ]);
    const lists = [...carried, ['gradient', gradient] as const].map(([name, list]) => [
      name,
      numbers('float32', [6], list),
    ]);
    const outputs = await session.run(Object.fromEntries([...scalars, ...lists]));
    for (const name of carried.keys()) carried.set(name, Array.from(outputs[`next_${name}`]!.data, Number));
    steps.push(carried.get('weights')!);
    lengths.push(Number(outputs['length']!.data[0]));
  }
  await session.release();
  return { steps, lengths };
}

describe('PyTorch, in double precision, takes the same steps', () => {
  test.each<[keyof typeof golden.cases, Optimizer, number]>([
    ['adam', adam(), Infinity],
    ['adam, clipped', adam(), golden.clip],
    ['adamW', adam(0.3), Infinity],
    ['sgd', sgd(0), Infinity],
    ['sgd, momentum', sgd(0.9), Infinity],
    ['sgd, momentum, clipped', sgd(0.9), golden.clip],
  ])('%s', async (name, optimizer, limit) => {
    const { steps, lengths } = await run(optimizer, limit);
    const wanted = golden.cases[name];
    steps.forEach((weights, i) =>
      expect(offBy(weights, wanted.steps[i]!), `step ${i + 1}`).toBeLessThan(1e-6),
    );
    expect(offBy(lengths, wanted.lengths)).toBeLessThan(1e-6);
  });
});

test('decay of plain gradient descent does not go through the velocity, and leaves the bias alone', async () => {
  const [plain, decayed] = [await run(sgd(0.9)), await run(sgd(0.9, 0.5))];
  const first = plain.steps[0]!.map((weight, i) =>
    i < 4 ? weight - golden.rate * 0.5 * golden.weights[i]! : weight,
  );
  expect(offBy(decayed.steps[0]!, first)).toBeLessThan(1e-6);
  decayed.steps.forEach((weights, i) => expect(weights.slice(4)).toEqual(plain.steps[i]!.slice(4)));
});
