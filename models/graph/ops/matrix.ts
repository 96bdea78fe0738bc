import { ints } from '../attribute';
import { apply, differentiable, unknownDim, type Value } from '../graph';
import { foldTo } from './broadcast';

/** Matrix product of [.., m, k] and [.., k, n]; the outer axes are stretched over each other. */
export function matMul(a: Value, b: Value): Value {
  const outer = a.dims.length >= b.dims.length ? a.dims.slice(0, -2) : b.dims.slice(0, -2);
  const product = apply('MatMul', [a, b], {}, a.type, [
    ...outer,
    a.dims.at(-2) ?? unknownDim,
    b.dims.at(-1) ?? unknownDim,
  ]);
  return differentiable(product, [a, b], (d) => [
    foldTo(matMul(d, transposed(b)), a),
    foldTo(matMul(transposed(a), d), b),
  ]);
}

export function transpose(x: Value, order: readonly number[]): Value {
  const y = apply(
    'Transpose',
    [x],
    { perm: ints(order) },
    x.type,
    order.map((axis) => x.dims[axis] ?? unknownDim),
  );
  return differentiable(y, [x], (d) => [
    transpose(
      d,
      order.map((_, axis) => order.indexOf(axis)),
    ),
  ]);
}

/** The last two axes change places. */
function transposed(x: Value): Value {
  const axes = x.dims.map((_, axis) => axis);
  return transpose(x, [...axes.slice(0, -2), ...axes.slice(-2).reverse()]);
}
