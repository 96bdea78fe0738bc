import { ints } from '../attribute';
import { apply, unknownDim, type Value } from '../graph';

/** Matrix product of [.., m, k] and [.., k, n]. */
export function matMul(a: Value, b: Value): Value {
  const outer = a.dims.length >= b.dims.length ? a.dims.slice(0, -2) : b.dims.slice(0, -2);
  return apply('MatMul', [a, b], {}, a.type, [
    ...outer,
    a.dims.at(-2) ?? unknownDim,
    b.dims.at(-1) ?? unknownDim,
  ]);
}

export function transpose(x: Value, order: readonly number[]): Value {
  return apply(
    'Transpose',
    [x],
    { perm: ints(order) },
    x.type,
    order.map((axis) => x.dims[axis] ?? unknownDim),
  );
}
