import type { Graph, Value } from '../graph/graph';
import { binaryCrossEntropy } from '../graph/loss/binary';
import { dice } from '../graph/loss/overlap';
import { sigmoid } from '../graph/ops/activation';
import { add, mul } from '../graph/ops/elementwise';

/** Flaws are rare: a pixel that shows one counts as much as so many others. */
const flawWeight = 3;

/**
 * How well the logits [N, 1, H, W] tell the flaws: cross entropy, and the overlap, which does not forget small ones.
 * Makes the inputs `flaw`, the share of each pixel that shows one, 0..1, and `marked` [N, 1, 1, 1], 0 for pictures of
 * which that is not known.
 */
export function flawLoss(logits: Value, graph: Graph): Value {
  const target = graph.input('flaw', 'float32', logits.dims);
  const marked = graph.input('marked', 'float32', [logits.dims[0] ?? 1, 1, 1, 1]);
  const weights = mul(add(mul(target, flawWeight - 1), 1), marked);
  return add(binaryCrossEntropy(logits, target, { weights }), dice(sigmoid(logits), target, { weights }));
}
