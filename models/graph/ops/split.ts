import { int } from '../attribute';
import type { Value } from '../graph';
import { concat, zerosLike } from './shape';

/** Cuts the axis into parts of these sizes, whose sum is its own. On WebGPU seven at most. */
export function split<const Sizes extends readonly number[]>(
  x: Value,
  axis: number,
  sizes: Sizes,
): { [I in keyof Sizes]: Value } {
  const { graph, type } = x;
  const parts = graph.apply(
    'Split',
    [x, graph.list(sizes)],
    { axis: int(axis) },
    sizes.map((size) => ({ type, dims: x.dims.map((dim, i) => (i === axis ? size : dim)) })),
  );
  graph.differentiables.push({
    inputs: [x],
    outputs: parts,
    backward: (gradients) => [
      concat(
        parts.map((part, i) => gradients[i] ?? zerosLike(part)),
        axis,
      ),
    ],
  });
  return parts as { [I in keyof Sizes]: Value };
}
