import type { Value } from '../graph/graph';
import { relu } from '../graph/ops/activation';
import { div, mul, sub } from '../graph/ops/elementwise';
import { dequantize } from '../graph/ops/quantize';
import { levelOf } from './level';
import type { Light } from './light';
import { bend } from './local';
import type { Net } from './net';
import type { GoldenParameters } from './parameters';
import { refine, type Fit } from './refine';
import { search } from './search';

/** Where a picture lies on its golden, how it is lit, and how it bends; the net is null where that was not looked for. */
export type Alignment = Fit & { readonly net: Net | null };

/**
 * Gray levels as floats. A dequantisation is five times as fast as a cast, but ONNX Runtime repeats it for each of its
 * readers: the one reader that it has here changes nothing.
 */
export function levels(image: Value): Value {
  return relu(dequantize(image, 1, 0));
}

/**
 * Finds where the picture lies on its golden, from coarse to fine.
 * @param test [1, 1, height, width], levels of 0..255, as is the golden; at least 128 pixels each way
 */
export function align(
  test: Value,
  golden: Value,
  parameters: Pick<GoldenParameters, 'search' | 'refine' | 'local'>,
): Alignment {
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
export function relight(test: Value, { gain, offset }: Light): Value {
  return mul(sub(test, offset), div(1, gain));
}
