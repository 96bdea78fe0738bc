import { differentiable, type Value } from '../graph';
import { relu } from '../ops/activation';
import { add, div, max, min, mul, square, sub } from '../ops/elementwise';
import { reduceSum } from '../ops/reduce';
import { split } from '../ops/split';
import { meanOf, shareOf, sumOf, type Counted } from './mean';

export interface DiceOptions {
  /** Added to both sides of the fraction, in pixels: a class that is nowhere costs nothing. 1 where left out. */
  readonly smooth?: number;
  /** How much each pixel counts, [N, 1, H, W]; left out: all alike. */
  readonly weights?: Value;
}

/**
 * 1 − 2 |A ∩ B| / (|A| + |B|) (Milletari et al. 2016) of probabilities and targets, 0..1, [N, C, H, W]: the overlap of
 * each class over the whole batch, then the mean over the classes.
 */
export function dice(probabilities: Value, target: Value, { smooth = 1, weights }: DiceOptions = {}): Value {
  const axes = probabilities.dims.map((_, axis) => axis).filter((axis) => axis !== 1);
  const classes = Number(probabilities.dims[1]);
  const counted = (x: Value) => (weights ? mul(x, weights) : x);
  const wanted = counted(target);
  const twice = add(mul(reduceSum(mul(probabilities, wanted), axes), 2), smooth);
  const sizes = add(add(reduceSum(counted(probabilities), axes), reduceSum(wanted, axes)), smooth);
  const loss = sub(1, mul(sumOf(div(twice, sizes)), 1 / classes));
  return differentiable(loss, [probabilities], (d) => {
    const share = mul(d, 1 / classes);
    const ofAll = mul(div(twice, square(sizes)), share);
    const ofWanted = mul(div(2, sizes), share);
    return [counted(sub(ofAll, mul(target, ofWanted)))];
  });
}

/** Against the quotient of two empty boxes, as areas: far below that of a box in a picture of side 1. */
const epsilon = 1e-7;

/**
 * 1 − the generalised intersection over union (Rezatofighi et al. 2019) of boxes [.., 4] (left, top, right, bottom);
 * weights are [.., 1].
 */
export function giou(prediction: Value, target: Value, counted: Counted = {}): Value {
  const cost = sub(1, generalisedIou(prediction, target));
  return meanOf(cost, shareOf(cost, counted));
}

/** −1..1 for each pair of boxes, [.., 1]. */
function generalisedIou(a: Value, b: Value): Value {
  const [leftA, topA, rightA, bottomA] = sides(a);
  const [leftB, topB, rightB, bottomB] = sides(b);
  const width = relu(sub(min(rightA, rightB), max(leftA, leftB)));
  const height = relu(sub(min(bottomA, bottomB), max(topA, topB)));
  const both = mul(width, height);
  const areas = add(mul(sub(rightA, leftA), sub(bottomA, topA)), mul(sub(rightB, leftB), sub(bottomB, topB)));
  const union = sub(areas, both);
  const hull = mul(sub(max(rightA, rightB), min(leftA, leftB)), sub(max(bottomA, bottomB), min(topA, topB)));
  return sub(div(both, add(union, epsilon)), div(sub(hull, union), add(hull, epsilon)));
}

function sides(boxes: Value) {
  return split(boxes, boxes.dims.length - 1, [1, 1, 1, 1]);
}
