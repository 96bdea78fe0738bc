import { Graph, type Value } from '../graph/graph';
import { relu } from '../graph/ops/activation';
import { add, clip, div, max, mul, neg, sub } from '../graph/ops/elementwise';
import { dequantize, quantize } from '../graph/ops/quantize';
import { reduceMax, reduceMin } from '../graph/ops/reduce';
import { gridSample } from '../graph/ops/sample';
import { averagePool, maxPool } from '../graph/ops/window';
import { levelOf } from './level';
import type { Light } from './light';
import { bend } from './local';
import type { Net } from './net';
import type { GoldenParameters } from './parameters';
import { gridOf } from './pose';
import { refine, type Fit } from './refine';

import { search } from './search';

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
 * Gray levels as floats. A dequantisation is five times as fast as a cast, but ONNX Runtime repeats it for each of its
 * readers: the one reader that it has here changes nothing.
 */
function levels(image: Value): Value {
  return relu(dequantize(image, 1, 0));
}

function align(test: Value, golden: Value, parameters: GoldenParameters): Fit & { readonly net: Net | null } {
  const coarse = parameters.search;
  let pose = search(levelOf(test, coarse.cellPx), levelOf(golden, coarse.cellPx), coarse);
  let light: Light | null = null;
  let net: Net | null = null;
  for (const { cellPx, robustLevels } of parameters.refine) {
    const [seen, known] = [levelOf(test, cellPx), levelOf(golden, cellPx)];
    const fit = refine(pose, light, seen, known, robustLevels);
    ({ pose, light } = fit);
    if (cellPx === parameters.refine.at(-1)?.cellPx) net = bend(fit, seen, known, parameters.local);
  }
  if (!light) throw new Error('golden compare needs a fine level at least');
  return { pose, light, net };
}

/** The test image in the golden's light. */
function relight(test: Value, { gain, offset }: Light): Value {
  return mul(sub(test, offset), div(1, gain));
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
