import { int } from '../attribute';
import { apply, type Dim, type Value } from '../graph';

export const reduceMean = (x: Value, axes: readonly number[]) => reduce('ReduceMean', x, axes);
export const reduceMax = (x: Value, axes: readonly number[]) => reduce('ReduceMax', x, axes);
export const reduceMin = (x: Value, axes: readonly number[]) => reduce('ReduceMin', x, axes);

/** The reduced axes stay, with size 1. ReduceSum has its axes as an input since operator set 13, the others since 18. */
export const reduceSum = (x: Value, axes: readonly number[]) => reduce('ReduceSum', x, axes);

/** Position of the largest entry along the axis, int64; the first of equal ones. The axis stays, with size 1. */
export function argMax(x: Value, axis: number): Value {
  return apply('ArgMax', [x], { axis: int(axis) }, 'int64', reducedDims(x, [axis]));
}

function reduce(op: string, x: Value, axes: readonly number[]): Value {
  return apply(op, [x, x.graph.list(axes)], {}, x.type, reducedDims(x, axes));
}

function reducedDims(x: Value, axes: readonly number[]): Dim[] {
  const reduced = axes.map((axis) => (axis < 0 ? axis + x.dims.length : axis));
  return x.dims.map((dim, i) => (reduced.includes(i) ? 1 : dim));
}
