import { int } from '../attribute';
import { apply, unknownDim, type Value } from '../graph';
import { relu, tanh } from './activation';
import { add, greater, mul, sub, where } from './elementwise';

/*
 * What the unrolled cells have in common. Their work is many small ops: gradients are stated by products that are
 * there already, and each step adds its part to the gradient of the weights in the op that multiplies.
 */

/** What a cell makes of its candidate. */
export type Activation = 'tanh' | 'relu';

export function activate(activation: Activation, x: Value): Value {
  return activation === 'tanh' ? tanh(x) : relu(x);
}

/** The gradient before an activation, from d, that after it; y is its result and dy their product. */
export function beforeActivation(activation: Activation, d: Value, y: Value, dy: Value): Value {
  return activation === 'tanh' ? sub(d, mul(dy, y)) : where(greater(y, 0), d, 0);
}

/** The same for a sigmoid, from the product of d and its result: d s (1 − s). */
export function beforeSigmoid(ds: Value, s: Value): Value {
  return sub(ds, mul(ds, s));
}

/** Of two gradients that meet, where both arrive. */
export function sumOf<A extends Value | null>(a: A, b: Value | null): A | Value {
  return a && b ? add(a, b) : (a ?? b ?? a);
}

/** aᵀ · b, added to a sum: [k, m] and [k, n] give [m, n]. */
export function addProduct(sum: Value | null, a: Value, b: Value): Value {
  const dims = [a.dims[1] ?? unknownDim, b.dims[1] ?? unknownDim];
  return apply('Gemm', sum ? [a, b, sum] : [a, b], { transA: int(1) }, a.type, dims);
}

/** Names of activations as the attribute `activations` of ONNX's LSTM and GRU has them. */
export const onnxName = { tanh: 'Tanh', relu: 'Relu' } as const;
