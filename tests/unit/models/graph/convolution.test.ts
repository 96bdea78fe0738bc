import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Value } from '#models/graph/graph';
import { conv, convTranspose } from '#models/graph/ops/conv';
import { batchNorm, groupNorm, layerNorm } from '#models/graph/ops/norm';
import { averagePool, globalAveragePool, globalMaxPool, maxPool } from '#models/graph/ops/pool';
import { resizeBilinear, resizeNearest } from '#models/graph/ops/resize';
import { differentiate, type Leaf } from './check-gradient';

/** Made by convolution.py beside it. */
interface Golden {
  readonly torch: string;
  readonly cases: readonly {
    readonly name: string;
    readonly op: keyof typeof ops;
    readonly options: never;
    readonly inputs: readonly Leaf[];
    readonly y: { readonly dims: readonly number[]; readonly values: readonly number[] };
    readonly gradients: readonly (readonly number[])[];
  }[];
}

const ops = {
  conv: ([x, w, bias], options: object) => conv(x!, w!, { ...options, bias: bias! }),
  convTranspose: ([x, w, bias], options: object) => convTranspose(x!, w!, { ...options, bias: bias! }),
  maxPool: ([x], options: never) => maxPool(x!, options),
  averagePool: ([x], options: never) => averagePool(x!, options),
  globalMaxPool: ([x]) => globalMaxPool(x!),
  globalAveragePool: ([x]) => globalAveragePool(x!),
  batchNorm: ([x, s, o], { epsilon }: { epsilon: number }) => batchNorm(x!, s!, o!, epsilon).y,
  layerNorm: ([x, s, o], { epsilon }: { epsilon: number }) => layerNorm(x!, s!, o!, epsilon),
  groupNorm: ([x, s, o], { groups, epsilon }: { groups: number; epsilon: number }) =>
    groupNorm(x!, groups, s!, o!, epsilon),
  resizeNearest: ([x], { factors }: { factors: [number, number] }) => resizeNearest(x!, factors),
  resizeBilinear: ([x], { size }: { size: [number, number] }) => resizeBilinear(x!, size),
} satisfies Record<string, (x: readonly Value[], options: never) => Value>;

const path = join(import.meta.dirname, '../../../golden/convolution.json');
const golden = JSON.parse(readFileSync(path, 'utf8')) as Golden;

describe(`what PyTorch ${golden.torch} gives, and its gradients`, () => {
  test.each(golden.cases.map((one) => [`${one.op}: ${one.name}`, one] as const))('%s', async (_name, one) => {
    const given = await differentiate(one.inputs, (...x) => {
      const y = ops[one.op](x, one.options);
      expect(y.dims).toEqual(one.y.dims);
      return y;
    });
    expect(given.dims).toEqual(one.y.dims);
    expectClose(given.y, one.y.values);
    given.gradients.forEach((gradient, i) => expectClose(gradient, one.gradients[i] ?? []));
  });
});

/** Within what float32 sums differ by: relative to the largest number. */
function expectClose(given: readonly number[], wanted: readonly number[]): void {
  expect(given.length).toBe(wanted.length);
  const largest = Math.max(...wanted.map(Math.abs));
  const worst = Math.max(...given.map((value, i) => Math.abs(value - (wanted[i] ?? NaN))));
  expect(worst / largest).toBeLessThan(3e-6);
}
