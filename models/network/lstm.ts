import type { Value } from '../graph/graph';
import { unrolledLstm, wholeLstm, type LstmWeights } from '../graph/ops/lstm';
import type { Layers } from './layers';
import { recurrent, type Cell, type Recurrent, type RecurrentShape } from './recurrent';

const cell: Cell<LstmWeights> = {
  weights(layers, name, inputs, hidden) {
    const init = { kind: 'uniform', bound: 1 / Math.sqrt(hidden) } as const; // as PyTorch begins
    return {
      input: layers.weight(`${name}.input`, [4 * hidden, inputs], init),
      recurrent: layers.weight(`${name}.recurrent`, [4 * hidden, hidden], init),
      bias: layers.weight(`${name}.bias`, [4 * hidden], init),
    };
  },
  unrolled: unrolledLstm,
  whole: wholeLstm,
};

/**
 * LSTM over [N, T, I]. Weights of layer i: `name.i.input` [4 H, I], `name.i.recurrent` [4 H, H], `name.i.bias` [4 H],
 * in the order of ONNX.
 */
export function lstm(layers: Layers, name: string, x: Value, shape: RecurrentShape): Recurrent {
  return recurrent(cell, layers, name, x, shape);
}
