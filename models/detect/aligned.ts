import { align } from '../golden/align';
import { levelOf } from '../golden/level';
import { goldenParameters } from '../golden/parameters';
import { gridOf } from '../golden/pose';
import type { Value } from '../graph/graph';
import { conv } from '../graph/ops/conv';
import { add, mul } from '../graph/ops/elementwise';
import { gridSample } from '../graph/ops/sample';

/**
 * The golden as it would look where the picture lies and as the picture is lit: what is left between the two are
 * defects.
 * @param image levels of 0..255 [1, C, H, W], as is the golden; 128 pixels each way at least
 */
export function alignedGolden(image: Value, golden: Value): Value {
  const { pose, light, net } = align(grayOf(image), grayOf(golden), goldenParameters);
  const laid = gridSample(golden, gridOf(pose, levelOf(golden, 1), net));
  return add(mul(laid, light.gain), light.offset);
}

/** Luma (ITU-R BT.601). */
function grayOf(x: Value): Value {
  return x.dims[1] === 1 ? x : conv(x, x.graph.float([1, 3, 1, 1], [0.299, 0.587, 0.114]));
}
