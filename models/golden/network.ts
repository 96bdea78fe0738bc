import { Graph, type Value } from '../graph/graph';
import { add, div, mul, neg, relu, sub } from '../graph/ops/elementwise';
import { dequantize, quantize } from '../graph/ops/quantize';
import { gridSample } from '../graph/ops/sample';
import { averagePool, maxPool } from '../graph/ops/window';
import { levelOf } from './level';
import type { Light } from './light';
import type { GoldenParameters } from './parameters';
import { gridOf } from './pose';
import { refine, type Fit } from './refine';

import { search } from './search';

/**
 * The graph of golden compare. Inputs `image` and `golden`, uint8 [1, 1, height, width]. Outputs:
 * `difference` uint8 [1, 1, height, width], pixel by pixel of the test image: 128 where it is within what the golden has
 * nearby, above where it is brighter and below where it is darker, a step for two gray levels;
 * `pose` float32 [2, 3]: where the test image lies on the golden, see pose.ts.
 */
export function goldenGraph(parameters: GoldenParameters): Graph {
  const graph = new Graph('golden-compare');
  const test = dequantize(graph.input('image', 'uint8', [1, 1, 'height', 'width']), 1, 0);
  const golden = dequantize(graph.input('golden', 'uint8', [1, 1, 'height', 'width']), 1, 0);

  const { pose, light } = align(test, golden, parameters);
  const expected = gridSample(golden, gridOf(pose, levelOf(golden, 1)));
  graph.output('difference', differenceOf(relight(test, light), expected, parameters));
  graph.output('pose', pose);
  return graph;
}

function align(test: Value, golden: Value, { search: coarse, refine: levels }: GoldenParameters): Fit {
  let pose = search(levelOf(test, coarse.cellPx), levelOf(golden, coarse.cellPx), coarse);
  let light: Light | null = null;
  for (const { cellPx, robustLevels } of levels) {
    ({ pose, light } = refine(pose, light, levelOf(test, cellPx), levelOf(golden, cellPx), robustLevels));
  }
  if (!light) throw new Error('golden compare needs a fine level at least');
  return { pose, light };
}

/** The test image in the golden's light. */
function relight(test: Value, { gain, offset }: Light): Value {
  return mul(sub(test, offset), div(1, gain));
}

/**
 * How far the image is above the largest or below the smallest value that the golden has within the tolerance. Close to
 * an edge of the golden a share of its contrast is forgiven too: edges are never quite where they were.
 */
function differenceOf(test: Value, golden: Value, { tolerancePx, smoothingPx, gatherPx, edge }: GoldenParameters): Value {
  const near = window(2 * tolerancePx + 1);
  const [high, low] = [maxPool(golden, near), neg(maxPool(neg(golden), near))];
  const around = window(2 * (edge.reachPx - tolerancePx) + 1);
  const forgiven = mul(add(maxPool(high, around), maxPool(neg(low), around)), edge.share);
  const smooth = smoothingPx > 1 ? averagePool(test, window(smoothingPx)) : test;
  const brighter = relu(sub(sub(smooth, high), forgiven));
  const darker = relu(sub(sub(low, smooth), forgiven));
  const difference = sub(brighter, darker);
  return quantize(gatherPx > 1 ? averagePool(difference, window(gatherPx)) : difference, 2, 128);
}

function window(side: number) {
  const reach = (side - 1) / 2;
  return { kernel: [side, side], pads: [reach, reach, reach, reach] } as const;
}
