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
import { add, mul, sub } from './elementwise';
import { matMul, transpose } from './matrix';
import { concat, expand, reshape, slice, squeeze, unsqueeze } from './shape';
import { split } from './split';

/** In ONNX's own layout: the rows of the gates update and reset, and of the candidate, after one another. */
export interface GruWeights {
  /** [3 H, I] */
  readonly input: Value;
  /** [3 H, H] */
  readonly recurrent: Value;
  /** [3 H] */
  readonly bias: Value;
  /** [H], inside what the reset gate multiplies: only the candidate needs a second bias. */
  readonly candidateBias: Value;
}

/**
 * Gated recurrent unit (Cho et al. 2014) step by step, for training, with the reset gate after the product, as PyTorch
 * and cuDNN have it (linear_before_reset):
 *   z, r = σ(W x + R h₋ + b), n = act(W x + b + r (R h₋ + b′)), h = n + z (h₋ − n)
 * @param inputs x of each step, [N, I]
 * @returns h of each step, [N, H]; h begins as zeros
 */
export function unrolledGru(inputs: readonly Value[], weights: GruWeights, activation: Activation): Value[] {
  const { input, recurrent, bias, candidateBias } = weights;
  const { graph } = input;
  const [rows = 0, features = 0] = fixed(input.dims);
  const hidden = rows / 3;
  const gates = [hidden, hidden, hidden] as const;
  const [batch = 0] = fixed(inputs[0]?.dims ?? []);
  const one = graph.float([batch, 1], Array<number>(batch).fill(1));
  const zeros = (dims: readonly number[]) => expand(graph.scalar('float32', 0), dims);
  // Two products a step: [x, 1] and [h₋, 1] by the weights of all three.
  const byWeights = (part: Value, column: Value) =>
    transpose(concat([part, reshape(column, [-1, 1])], 1), [1, 0]);
  const ofInput = byWeights(input, bias);
  const ofRecurrent = byWeights(recurrent, concat([zeros([2 * hidden]), candidateBias], 0));

  let h = zeros([batch, hidden]);
  const steps = inputs.map((x) => {
    const [x1, h1] = [concat([x, one], 1), concat([h, one], 1)];
    const [xz, xr, xn] = split(matMul(x1, ofInput), 1, gates);
    const [hz, hr, hn] = split(matMul(h1, ofRecurrent), 1, gates);
    const [z, r] = [sigmoid(add(xz, hz)), sigmoid(add(xr, hr))];
    const n = activate(activation, add(xn, mul(r, hn)));
    const away = sub(h, n);
    h = add(n, mul(z, away));
    return { x1, h1, z, r, n, hn, away, h };
  });

  const states = steps.map((step) => step.h);
  graph.differentiables.push({
    inputs: [...inputs, input, recurrent, bias, candidateBias],
    outputs: states,
    backward(gradients) {
      let toInput: Value | null = null;
      let toRecurrent: Value | null = null;
      let ofState: Value | null = null;
      const toInputs: (Value | null)[] = steps.map(() => null);
      for (const [t, { x1, h1, z, r, n, hn, away }] of [...steps.entries()].reverse()) {
        const dh = sumOf(gradients[t] ?? null, ofState);
        if (!dh) continue; // the loss has not seen this step, nor any after it
        const dhz = mul(dh, z);
        const dn = sub(dh, dhz);
        const toCandidate = beforeActivation(activation, dn, n, mul(dn, n));
        const toReset = mul(toCandidate, r);
        const both = concat([beforeSigmoid(mul(dhz, away), z), beforeSigmoid(mul(toReset, hn), r)], 1);
        const [dx, dr] = [concat([both, toCandidate], 1), concat([both, toReset], 1)];
        ofState = add(dhz, matMul(dr, recurrent));
        toInputs[t] = matMul(dx, input);
        toInput = addProduct(toInput, x1, dx);
        toRecurrent = addProduct(toRecurrent, h1, dr);
      }
      if (!toInput || !toRecurrent) return [];
      const [dInput, dBias] = split(transpose(toInput, [1, 0]), 1, [features, 1]);
      const [dRecurrent, dSecond] = split(transpose(toRecurrent, [1, 0]), 1, [hidden, 1]);
      const dCandidateBias = slice(reshape(dSecond, [rows]), [0], [2 * hidden], [rows]);
      return [...toInputs, dInput, dRecurrent, reshape(dBias, [rows]), dCandidateBias];
    },
  });
  return states;
}

/**
 * The same as one op, for serving.
 * @param x [T, N, I]; T and N may be free
 * @returns h of all steps, [T, N, H], and of the last, [N, H]
 */
export function wholeGru(
  x: Value,
  { input, recurrent, bias, candidateBias }: GruWeights,
  activation: Activation,
): { states: Value; last: Value } {
  const { graph, type, dims } = x;
  const hidden = Number(recurrent.dims[1]);
  // ONNX has the second bias for the gates too.
  const biases = concat([bias, expand(graph.scalar(type, 0), [2 * hidden]), candidateBias], 0);
  const [length = '', batch = ''] = dims;
  const [states, last] = graph.apply(
    'GRU',
    [x, ...[input, recurrent, biases].map((value) => unsqueeze(value, [0]))],
    {
      hidden_size: int(hidden),
      linear_before_reset: int(1),
      activations: texts(['Sigmoid', onnxName[activation]]),
    },
    [
      { type, dims: [length, 1, batch, hidden] },
      { type, dims: [1, batch, hidden] },
    ],
  );
  if (!states || !last) throw new Error('GRU has outputs');
  return { states: squeeze(states, [1]), last: squeeze(last, [0]) };
}
