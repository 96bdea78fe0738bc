import { Graph, type Value } from '../graph/graph';
import { relu } from '../graph/ops/activation';
import { add, clip, div, max, mul, neg, sub } from '../graph/ops/elementwise';
import { quantize } from '../graph/ops/quantize';
import { reduceMax, reduceMin } from '../graph/ops/reduce';
import { gridSample } from '../graph/ops/sample';
import { averagePool, maxPool } from '../graph/ops/pool';
import { align, levels, relight } from './align';
import { levelOf } from './level';
import type { GoldenParameters } from './parameters';
import { gridOf } from './pose';

/**
 * The graph of golden compare. Inputs `image` and `golden`, uint8 [1, 1, height, width]. Outputs:
 * `difference` uint8 [1, 1, height, width], pixel by pixel of the test image: 128 where it is within what the golden has
 * nearby, above where it is brighter and below where it is darker, a step for 2/255 of the golden's contrast;
 * `pose` float32 [2, 3]: where the test image lies on the golden, see pose.ts.
 */
export function goldenGraph(parameters: GoldenParameters): Graph {
  const graph = new Graph('golden-compare');
  const test = levels(graph.input('image', 'uint8', [1, 1, 'height', 'width']));
  const golden = levels(graph.input('golden', 'uint8', [1, 1, 'height', 'width']));

  const { pose, light, net } = align(test, golden, parameters);
  const expected = gridSample(golden, gridOf(pose, levelOf(golden, 1), net));
  const difference = differenceOf(relight(test, light), expected, parameters);
  graph.output('difference', quantize(mul(difference, div(255, contrastOf(golden))), 2, 128));
  graph.output('pose', pose);
  return graph;
}

/**
 * How much brighter (above 0) or darker (below) the test image is than anything that the golden has within the
 * tolerance; or, the other way round, than the golden is, however the test image is moved within the tolerance: the
 * first sees what is too much, the second what is gone, however narrow. Close to an edge of the golden a share of its
 * contrast is forgiven too: edges are never quite where they were.
 */
function differenceOf(test: Value, golden: Value, parameters: GoldenParameters): Value {
  const { tolerancePx, smoothingPx, gatherPx, edge } = parameters;
  const smooth = mean(test, smoothingPx);
  const [expected, seen] = [rangeOf(golden, tolerancePx), rangeOf(test, tolerancePx)];
  const around = window(2 * (edge.reachPx - tolerancePx) + 1);
  const forgiven = mul(add(maxPool(expected.high, around), maxPool(neg(expected.low), around)), edge.share);
  const brighter = relu(sub(max(sub(smooth, expected.high), sub(seen.low, golden)), forgiven));
  const darker = relu(sub(max(sub(expected.low, smooth), sub(golden, seen.high)), forgiven));
  return mean(sub(brighter, darker), gatherPx);
}

/** From the golden's darkest to its brightest cell, in levels: what a difference is measured against. */
function contrastOf(golden: Value): Value {
  const cells = averagePool(golden, { kernel: [4, 4], strides: [4, 4] });
  return clip(sub(reduceMax(cells, [2, 3]), reduceMin(cells, [2, 3])), ...contrastRange);
}

/** On a golden with hardly any contrast, noise must not become a finding. */
const contrastRange = [64, 255] as const;

/** Smallest and largest value within so many pixels. */
function rangeOf(image: Value, reachPx: number): { low: Value; high: Value } {
  const near = window(2 * reachPx + 1);
  return { low: neg(maxPool(neg(image), near)), high: maxPool(image, near) };
}

function mean(image: Value, side: number): Value {
  return side > 1 ? averagePool(image, window(side)) : image;
}

function window(side: number) {
  const reach = (side - 1) / 2;
  return { kernel: [side, side], pads: [reach, reach, reach, reach] } as const;
}
