import { differentiable, type Value } from '../graph';
import { fixed } from './broadcast';
import { concat, slice, squeeze, unsqueeze, zerosLike } from './shape';

/** [N, T, C] as T values [N, C]. */
export function unstack(x: Value): Value[] {
  const [, length = 0] = fixed(x.dims);
  const steps = Array.from({ length }, (_, t) => squeeze(slice(x, [1], [t], [t + 1]), [1]));
  x.graph.differentiables.push({
    inputs: [x],
    outputs: steps,
    backward: (gradients) => [stack(steps.map((step, t) => gradients[t] ?? zerosLike(step)))],
  });
  return steps;
}

/** T values [N, C] as [N, T, C]. */
export function stack(steps: readonly Value[]): Value {
  let parts = steps.map((step) => unsqueeze(step, [1]));
  while (parts.length > 1) {
    parts = Array.from({ length: Math.ceil(parts.length / mostAtOnce) }, (_, i) =>
      concat(parts.slice(i * mostAtOnce, (i + 1) * mostAtOnce), 1),
    );
  }
  const [whole] = parts;
  if (!whole) throw new Error('a sequence has one step at least');
  return differentiable(whole, steps, unstack);
}

/** WebGPU takes few inputs at once. */
const mostAtOnce = 7;
