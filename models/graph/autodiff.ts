import type { Value } from './graph';
import { add } from './ops/elementwise';
import { zerosLike } from './ops/shape';

/**
 * Reverse-mode differentiation: adds to the graph the gradients of `loss` (one number) by each of `leaves`, in their
 * order and with their dims; zero where the loss does not depend on one. Throws where
 * the way from a leaf to the loss leads through an op that has no gradient.
 */
export function gradientsOf(loss: Value, leaves: readonly Value[]): Value[] {
  const { graph } = loss;
  if (loss.dims.some((dim) => dim !== 1))
    throw new Error(`a loss of [${loss.dims.join(', ')}] is not one number`);
  const dependent = dependentOn(leaves);
  const isLeaf = new Set(leaves.map(({ name }) => name));
  const arrived = new Map<string, Value>([
    [
      loss.name,
      graph.float(
        loss.dims.map(() => 1),
        [1],
      ),
    ],
  ]);
  const arrive = (value: Value, gradient: Value | null) => {
    if (!gradient || !dependent.has(value.name)) return;
    const before = arrived.get(value.name);
    arrived.set(value.name, before ? add(before, gradient) : gradient);
  };

  for (const step of graph.differentiables.toReversed()) {
    if (step.outputs.some(({ name }) => isLeaf.has(name))) continue; // what a leaf is made of does not matter
    const gradients = step.outputs.map(({ name }) => taken(arrived, name));
    if (gradients.every((gradient) => gradient === null)) continue;
    const flowing = step.backward(gradients);
    step.inputs.forEach((input, i) => arrive(input, flowing[i] ?? null));
  }

  const stuck = [...arrived.keys()].find((name) => !isLeaf.has(name));
  if (stuck !== undefined) throw new Error(`${graph.name}: there is no gradient through ${stuck}`);
  return leaves.map((leaf) => arrived.get(leaf.name) ?? zerosLike(leaf));
}

/** The names of all values that are made of the leaves, in whatever way. */
function dependentOn(leaves: readonly Value[]): Set<string> {
  const names = new Set(leaves.map(({ name }) => name));
  for (const { inputs, outputs } of leaves[0]?.graph.nodes ?? []) {
    if (inputs.some((input) => input && names.has(input.name)))
      outputs.forEach(({ name }) => names.add(name));
  }
  return names;
}

/** What is taken is passed on: an op that says the same output again, further inside, is passed over. */
function taken(arrived: Map<string, Value>, name: string): Value | null {
  const gradient = arrived.get(name) ?? null;
  arrived.delete(name);
  return gradient;
}
