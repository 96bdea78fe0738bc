import { expect } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { gradientsOf } from '#models/graph/autodiff';
import { encodeModel } from '#models/graph/encode';
import { Graph, numbers, type Value } from '#models/graph/graph';
import { mul } from '#models/graph/ops/elementwise';
import { reduceSum } from '#models/graph/ops/reduce';
import { reshape } from '#models/graph/ops/shape';

const provider = process.env['LOUPE_PROVIDER'] === 'webgpu' ? 'webgpu' : 'cpu';
const runtime = createOrtRuntime({ provider, threads: 1 });

export interface Leaf {
  readonly dims: readonly number[];
  /** Left out: drawn from −1..1, away from 0 and from each other, so that kinks and ties are not met. */
  readonly values?: readonly number[];
}

/** What `make` gives, and the gradients of its sum, each entry weighted differently, by the leaves. */
export async function differentiate(
  leaves: readonly Leaf[],
  make: (...inputs: Value[]) => Value,
): Promise<{ y: number[]; dims: readonly number[]; loss: number; gradients: number[][] }> {
  const graph = new Graph('gradient');
  const inputs = leaves.map(({ dims }, i) => graph.input(`x${i}`, 'float32', dims));
  const y = make(...inputs);
  const loss = weightedSum(y);
  graph.output('y', y);
  graph.output('loss', loss);
  gradientsOf(loss, inputs).forEach((gradient, i) => {
    expect(gradient.dims).toEqual(leaves[i]?.dims);
    graph.output(`d${i}`, gradient);
  });
  const session = await runtime.load(encodeModel(graph));
  const outputs = await session.run(feedsOf(leaves, leaves.map(valuesOf)));
  await session.release();
  const read = (name: string) => Array.from(outputs[name]?.data ?? [], Number);
  return {
    y: read('y'),
    dims: outputs['y']?.dims ?? [],
    loss: read('loss')[0] ?? NaN,
    gradients: leaves.map((_, i) => read(`d${i}`)),
  };
}

/**
 * Holds the gradients against central differences of what ONNX Runtime computes in float32: relative to the largest
 * gradient the error stays below `tolerance`.
 */
export async function checkGradient(
  leaves: readonly Leaf[],
  make: (...inputs: Value[]) => Value,
  { step = 1e-2, tolerance = 2e-3 } = {},
): Promise<void> {
  const { gradients } = await differentiate(leaves, make);
  const graph = new Graph('forward');
  const y = make(...leaves.map(({ dims }, i) => graph.input(`x${i}`, 'float32', dims)));
  graph.output('y', y);
  const session = await runtime.load(encodeModel(graph));
  const lossAt = async (values: number[][]) => {
    const { y: out } = await session.run(feedsOf(leaves, values));
    // Summed in double precision: the differences are small.
    return Array.from(out?.data ?? [], Number).reduce((sum, value, i) => sum + value * weightAt(i), 0);
  };
  const largest = Math.max(1e-3, ...gradients.flat().map(Math.abs));
  for (const [leaf, gradient] of gradients.entries()) {
    for (const i of gradient.keys()) {
      const moved = (by: number) =>
        leaves.map((one, at) =>
          valuesOf(one, at).map((value, j) => (at === leaf && j === i ? value + by : value)),
        );
      const slope = ((await lossAt(moved(step))) - (await lossAt(moved(-step)))) / (2 * step);
      const error = Math.abs(slope - (gradient[i] ?? NaN)) / largest;
      if (!(error <= tolerance)) {
        expect.fail(`leaf ${leaf}, entry ${i}: gradient ${gradient[i]}, by differences ${slope}`);
      }
    }
  }
  await session.release();
}

function feedsOf(leaves: readonly Leaf[], values: readonly (readonly number[])[]) {
  return Object.fromEntries(
    leaves.map(({ dims }, i) => [`x${i}`, numbers('float32', dims, values[i] ?? [])]),
  );
}

function valuesOf({ dims, values }: Leaf, index: number): number[] {
  if (values) return [...values];
  const size = dims.reduce((product, dim) => product * dim, 1);
  const random = createRandom(7, index);
  // Evenly spaced and shuffled: no two are near, none is near 0.
  const spaced = Array.from(
    { length: size },
    (_, i) => ((i + 0.5) / size) * 2 - 1 + (i * 2 + 1 === size ? 0.3 : 0),
  );
  for (let i = size - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [spaced[i], spaced[j]] = [spaced[j] ?? 0, spaced[i] ?? 0];
  }
  return spaced;
}

function weightedSum(y: Value): Value {
  const size = y.dims.reduce<number>((product, dim) => product * Number(dim), 1);
  const weights = y.graph.float(
    [size],
    Array.from({ length: size }, (_, i) => weightAt(i)),
  );
  return reduceSum(mul(reshape(y, [size]), weights), [0]);
}

function weightAt(index: number): number {
  return 0.5 + ((index * 7) % 11) / 10;
}
