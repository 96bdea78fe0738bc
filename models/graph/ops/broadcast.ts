import { apply, unknownDim, type Dim, type Value } from '../graph';

/** The dims of an op on two tensors that are stretched over each other (ONNX, "multidirectional broadcasting"). */
export function broadcastDims(op: string, a: readonly Dim[], b: readonly Dim[]): Dim[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const first = a[i - rank + a.length] ?? 1;
    const second = b[i - rank + b.length] ?? 1;
    if (first === second || second === 1) return first;
    if (first === 1) return second;
    if (typeof first === 'number' && typeof second === 'number') {
      throw new Error(`${op}: [${a.join(', ')}] and [${b.join(', ')}] do not fit`);
    }
    // A free size must be 1 or equal to the other: where that is a number, the result has it.
    if (typeof first === 'number') return first;
    return typeof second === 'number' ? second : unknownDim;
  });
}

/** The gradient of what was stretched, from that of the result: the sum over all places where an entry was used. */
export function foldTo(gradient: Value, { dims }: Value): Value {
  const { graph, type } = gradient;
  const stretched = gradient.dims.length - dims.length;
  const axes = gradient.dims.flatMap((dim, axis) =>
    axis < stretched || (dims[axis - stretched] === 1 && dim !== 1) ? [axis] : [],
  );
  if (axes.length === 0) return gradient;
  const kept = gradient.dims.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  const sum = apply('ReduceSum', [gradient, graph.list(axes)], {}, type, kept);
  if (stretched === 0) return sum;
  return apply('Reshape', [sum, graph.list(fixed(dims))], {}, type, dims);
}

/** Gradients are worked out where all sizes are settled. */
export function fixed(dims: readonly Dim[]): number[] {
  return dims.map((dim) => {
    if (typeof dim === 'number') return dim;
    throw new Error(`[${dims.join(', ')}] has a free size: a graph that trains has none`);
  });
}
