import { int } from '../attribute';
import { apply, differentiable, flat, type Dim, type Value } from '../graph';
import { fixed } from './broadcast';
import { div, equal, mul, where } from './elementwise';
import { expand } from './shape';

/** The reduced axes stay, with size 1. ReduceSum has its axes as an input since operator set 13, the others since 18. */
export function reduceSum(x: Value, axes: readonly number[]): Value {
  return differentiable(reduce('ReduceSum', x, axes), [x], (d) => [expand(d, x.dims)]);
}

export function reduceMean(x: Value, axes: readonly number[]): Value {
  const mean = reduce('ReduceMean', x, axes);
  return differentiable(mean, [x], (d) => [expand(mul(d, sizeOf(mean) / sizeOf(x)), x.dims)]);
}

/** Entries that share the place of the largest share its gradient. */
export function reduceMax(x: Value, axes: readonly number[]): Value {
  return extreme('ReduceMax', x, axes);
}

/** Entries that share the place of the smallest share its gradient. */
export function reduceMin(x: Value, axes: readonly number[]): Value {
  return extreme('ReduceMin', x, axes);
}

/** Position of the largest entry along the axis, int64; the first of equal ones. The axis stays, with size 1. */
export function argMax(x: Value, axis: number): Value {
  return flat(apply('ArgMax', [x], { axis: int(axis) }, 'int64', reducedDims(x, [axis])));
}

function extreme(op: string, x: Value, axes: readonly number[]): Value {
  const y = reduce(op, x, axes);
  return differentiable(y, [x], (d) => {
    const there = where(equal(x, y), x.graph.scalar(x.type, 1), 0);
    return [mul(there, div(d, reduceSum(there, axes)))];
  });
}

function reduce(op: string, x: Value, axes: readonly number[]): Value {
  return apply(op, [x, x.graph.list(axes)], {}, x.type, reducedDims(x, axes));
}

function reducedDims(x: Value, axes: readonly number[]): Dim[] {
  const reduced = axes.map((axis) => (axis < 0 ? axis + x.dims.length : axis));
  return x.dims.map((dim, i) => (reduced.includes(i) ? 1 : dim));
}

function sizeOf({ dims }: Value): number {
  return fixed(dims).reduce((product, dim) => product * dim, 1);
}
