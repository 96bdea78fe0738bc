import { flat, type Value } from '../graph';
import { fixed } from '../ops/broadcast';
import { div, max, mul } from '../ops/elementwise';
import { reduceSum } from '../ops/reduce';
import { reshape } from '../ops/shape';

/** What counts in the mean that a loss is; no gradient flows into it. */
export interface Counted {
  /** How much each entry counts, 0: not at all; stretched over the entries. Left out: all count alike. */
  readonly weights?: Value;
  /** What the sum is divided by, one number; left out: the sum of the weights of all entries. */
  readonly total?: Value;
}

/** What each entry is multiplied by before all are summed up: their mean. Nothing counts: all are 0. */
export function shareOf(entries: Value, { weights, total }: Counted): Value {
  const { graph } = entries;
  const size = sizeOf(entries);
  if (!weights) return total ? flat(div(1, atLeastSomething(total))) : graph.scalar('float32', 1 / size);
  return flat(div(weights, atLeastSomething(total ?? mul(sumOf(weights), size / sizeOf(weights)))));
}

/** Σ share · entry, one number without dims. */
export function meanOf(entries: Value, share: Value): Value {
  return sizeOf(share) === 1 ? mul(sumOf(entries), reshape(share, [])) : sumOf(mul(entries, share));
}

/** The sum of all entries, without dims. */
export function sumOf(x: Value): Value {
  return reshape(reduceSum(x, [...x.dims.keys()]), []);
}

function atLeastSomething(total: Value): Value {
  return max(reshape(total, []), 1e-12);
}

function sizeOf({ dims }: Value): number {
  return fixed(dims).reduce((product, dim) => product * dim, 1);
}
