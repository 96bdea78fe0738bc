import { int, texts } from '../attribute';
import type { Value } from '../graph';
import { sigmoid } from './activation';
import { fixed } from './broadcast';
import {
  activate,
  addProduct,
  beforeActivation,
  beforeSigmoid,
  onnxName,
  sumOf,
  type Activation,
} from './cell';
import { add, mul } from './elementwise';
import { matMul, transpose } from './matrix';
import { concat, expand, reshape, squeeze, unsqueeze } from './shape';
import { split } from './split';

/** In ONNX's own layout: the rows of the gates input, output, forget and cell after one another. */
export interface LstmWeights {
  /** [4 H, I] */
  readonly input: Value;
  /** [4 H, H] */
  readonly recurrent: Value;
  /** [4 H] */
  readonly bias: Value;
}

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, Gers et al. 2000) step by step, for training:
 *   i, o, f = σ(W x + R h₋ + b), g = act(W x + R h₋ + b), c = f c₋ + i g, h = o act(c)
 * @param inputs x of each step, [N, I]
 * @returns h of each step, [N, H]; h and c begin as zeros
 */
export function unrolledLstm(
  inputs: readonly Value[],
  weights: LstmWeights,
  activation: Activation,
): Value[] {
  const { input, recurrent, bias } = weights;
  const { graph } = input;
  const [rows = 0, features = 0] = fixed(input.dims);
  const hidden = rows / 4;
  const gates = [hidden, hidden, hidden, hidden] as const;
  const [batch = 0] = fixed(inputs[0]?.dims ?? []);
  const one = graph.float([batch, 1], Array<number>(batch).fill(1));
  const zeros = expand(graph.scalar('float32', 0), [batch, hidden]);
  // One product a step, [x, h₋, 1] by all weights. The input part of all steps in one is no faster: it is large and
  // must be cut apart and copied.
  const all = transpose(concat([input, recurrent, reshape(bias, [-1, 1])], 1), [1, 0]);

  let [h, c] = [zeros, zeros];
  const steps = inputs.map((x) => {
    const xh = concat([x, h, one], 1);
    const [zi, zo, zf, zg] = split(matMul(xh, all), 1, gates);
    const [i, o, f, g] = [sigmoid(zi), sigmoid(zo), sigmoid(zf), activate(activation, zg)];
    const before = c;
    c = add(mul(f, c), mul(i, g));
    const a = activate(activation, c);
    h = mul(o, a);
    return { xh, i, o, f, g, before, a, h };
  });

  const states = steps.map((step) => step.h);
  graph.differentiables.push({
    inputs: [...inputs, input, recurrent, bias],
    outputs: states,
    backward(gradients) {
      let ofWeights: Value | null = null;
      let ofState: Value | null = null;
      let ofCell: Value | null = null;
      const ofInputs: (Value | null)[] = steps.map(() => null);
      for (const [t, { xh, i, o, f, g, before, a }] of [...steps.entries()].reverse()) {
        const dh = sumOf(gradients[t] ?? null, ofState);
        if (!dh) continue; // the loss has not seen this step, nor any after it
        const dho = mul(dh, o);
        const dhoa = mul(dho, a);
        const dc = sumOf(beforeActivation(activation, dho, a, dhoa), ofCell);
        const dci = mul(dc, i);
        const dcig = mul(dci, g);
        ofCell = mul(dc, f);
        const dz = concat(
          [
            beforeSigmoid(dcig, i),
            beforeSigmoid(dhoa, o),
            beforeSigmoid(mul(ofCell, before), f),
            beforeActivation(activation, dci, g, dcig),
          ],
          1,
        );
        ofState = matMul(dz, recurrent);
        ofInputs[t] = matMul(dz, input);
        ofWeights = addProduct(ofWeights, xh, dz);
      }
      const parts = ofWeights && split(transpose(ofWeights, [1, 0]), 1, [features, hidden, 1]);
      if (!parts) return [];
      return [...ofInputs, parts[0], parts[1], reshape(parts[2], [rows])];
    },
  });
  return states;
}

/**
 * The same as one op, for serving.
 * @param x [T, N, I]; T and N may be free
 * @returns h of all steps, [T, N, H], and of the last, [N, H]
 */
export function wholeLstm(
  x: Value,
  { input, recurrent, bias }: LstmWeights,
  activation: Activation,
): { states: Value; last: Value } {
  const { graph, type, dims } = x;
  const hidden = Number(recurrent.dims[1]);
  const act = onnxName[activation];
  // ONNX has a second bias, for the recurrent part.
  const biases = concat([bias, expand(graph.scalar(type, 0), [4 * hidden])], 0);
  const [length = '', batch = ''] = dims;
  const [states, last] = graph.apply(
    'LSTM',
    [x, ...[input, recurrent, biases].map((value) => unsqueeze(value, [0]))],
    { hidden_size: int(hidden), activations: texts(['Sigmoid', act, act]) },
    [
      { type, dims: [length, 1, batch, hidden] },
      { type, dims: [1, batch, hidden] },
    ],
  );
  if (!states || !last) throw new Error('LSTM has outputs');
  return { states: squeeze(states, [1]), last: squeeze(last, [0]) };
}
