import type { Value } from '../graph/graph';
import type { Activation } from '../graph/ops/cell';
import { transpose } from '../graph/ops/matrix';
import { stack, unstack } from '../graph/ops/sequence';
import type { Layers } from './layers';

export interface RecurrentShape {
  /** Size of the state. */
  readonly hidden: number;
  /** Layers on top of each other; 1 where left out. */
  readonly layers?: number;
  /** Of the candidate; left out: tanh. */
  readonly activation?: Activation;
}

/** What a sequence becomes; what is not used costs nothing. */
export interface Recurrent {
  /** The state of the topmost layer after each step, [N, T, H]. */
  readonly sequence: Value;
  /** After the last one, [N, H]. */
  readonly last: Value;
}

/** A kind of cell, in its two forms: steps [N, I] → [N, H] with a gradient, and one op [T, N, I] → [T, N, H]. */
export interface Cell<Weights> {
  weights(layers: Layers, name: string, inputs: number, hidden: number): Weights;
  unrolled(steps: readonly Value[], weights: Weights, activation: Activation): Value[];
  whole(x: Value, weights: Weights, activation: Activation): { readonly states: Value; readonly last: Value };
}

/** Layers of a kind of cell over [N, T, I]. Serving, N and T may be free; else they are settled. */
export function recurrent<Weights>(
  cell: Cell<Weights>,
  layers: Layers,
  name: string,
  x: Value,
  { hidden, layers: count = 1, activation = 'tanh' }: RecurrentShape,
): Recurrent {
  const weights = Array.from({ length: count }, (_, i) =>
    cell.weights(layers, `${name}.${i}`, i === 0 ? Number(x.dims[2]) : hidden, hidden),
  );
  if (layers.mode !== 'serve') {
    const states = weights.reduce<Value[]>((steps, one) => cell.unrolled(steps, one, activation), unstack(x));
    return { sequence: stack(states), last: states.at(-1) as Value };
  }
  const timeFirst = transpose(x, [1, 0, 2]);
  const { states, last } = weights.reduce((below, one) => cell.whole(below.states, one, activation), {
    states: timeFirst,
    last: timeFirst,
  });
  return { sequence: transpose(states, [1, 0, 2]), last };
}
