import type { Value } from '../graph/graph';
import { unrolledGru, wholeGru, type GruWeights } from '../graph/ops/gru';
import type { Layers } from './layers';
import { recurrent, type Cell, type Recurrent, type RecurrentShape } from './recurrent';

const cell: Cell<GruWeights> = {
  weights(layers, name, inputs, hidden) {
    const init = { kind: 'uniform', bound: 1 / Math.sqrt(hidden) } as const; // as PyTorch begins
    return {
      input: layers.weight(`${name}.input`, [3 * hidden, inputs], init),
      recurrent: layers.weight(`${name}.recurrent`, [3 * hidden, hidden], init),
      bias: layers.weight(`${name}.bias`, [3 * hidden], init),
      candidateBias: layers.weight(`${name}.candidateBias`, [hidden], init),
    };
  },
  unrolled: unrolledGru,
  whole: wholeGru,
};

/**
 * GRU over [N, T, I]. Weights of layer i: `name.i.input` [3 H, I], `name.i.recurrent` [3 H, H], `name.i.bias` [3 H], in
 * the order of ONNX, and `name.i.candidateBias` [H].
 */
export function gru(layers: Layers, name: string, x: Value, shape: RecurrentShape): Recurrent {
  return recurrent(cell, layers, name, x, shape);
}
