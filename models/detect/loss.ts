import type { Value } from '../graph/graph';
import { giou } from '../graph/loss/overlap';
import { sumOf } from '../graph/loss/mean';
import { sigmoid, softplus } from '../graph/ops/activation';
import {
  add,
  cast,
  div,
  greater,
  max,
  min,
  mul,
  neg,
  square,
  stopGradient,
  sub,
} from '../graph/ops/elementwise';
import { transpose } from '../graph/ops/matrix';
import { oneHot } from '../graph/ops/one-hot';
import { concat, slice, unsqueeze } from '../graph/ops/shape';
import type { Loss } from '../train/step';

/** How much the place of the boxes counts beside their labels. */
const boxShare = 2;

/**
 * What the labels and the boxes cost, for each cell that answers for a box. Inputs, see assign.ts: `labels` int32
 * [N, cells] and `distances_wanted` float32 [N, 4, cells], px.
 */
export const detectLoss: Loss = ({ logits, distances }, graph) => {
  if (!logits || !distances) throw new Error('the network gives no logits or no distances');
  const [batch = 0, classes = 0, cells = 0] = logits.dims;
  const labels = graph.input('labels', 'int32', [batch, cells]);
  const wanted = graph.input('distances_wanted', 'float32', distances.dims);

  const answers = cast(greater(labels, -1), 'float32');
  const total = max(sumOf(answers), 1);
  const fit = stopGradient(iouOf(distances, wanted));
  const target = mul(oneHot(labels, Number(classes)), fit);
  const ofLabels = div(sumOf(qualityFocal(logits, target)), total);
  const ofBoxes = giou(boxesOf(distances), boxesOf(wanted), { weights: unsqueeze(answers, [2]), total });
  return add(ofLabels, mul(ofBoxes, boxShare));
};

/**
 * Quality focal loss (Li et al. 2020), |y − σ|² times the cross entropy: the score learns how well the box fits, and
 * what is right already does not count.
 * @param target y, 0..1, with the dims of the logits
 */
export function qualityFocal(logits: Value, target: Value): Value {
  const distance = sub(target, sigmoid(logits));
  return mul(square(distance), sub(softplus(logits), mul(logits, target)));
}

/** Intersection over union of boxes around the same cells, [N, 4, cells] → [N, 1, cells]. */
export function iouOf(a: Value, b: Value): Value {
  const side = (x: Value, i: number) => slice(x, [1], [i], [i + 1]);
  const area = (x: Value) => mul(add(side(x, 0), side(x, 2)), add(side(x, 1), side(x, 3)));
  const inner = min(a, b);
  // A tiny box may lie beside the centre of its cell: both lengths may then be below 0.
  const width = max(add(side(inner, 0), side(inner, 2)), 0);
  const height = max(add(side(inner, 1), side(inner, 3)), 0);
  const shared = mul(width, height);
  return div(shared, max(sub(add(area(a), area(b)), shared), 1e-6));
}

/** From distances [N, 4, cells] to boxes [N, cells, 4] about the cells' centres. */
function boxesOf(distances: Value): Value {
  const nearer = neg(slice(distances, [1], [0], [2]));
  return transpose(concat([nearer, slice(distances, [1], [2], [4])], 1), [0, 2, 1]);
}
