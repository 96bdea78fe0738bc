import { int } from '../attribute';
import { apply, differentiable, unknownDim, type Value } from '../graph';
import { fixed } from './broadcast';
import { inputGradient, spread, weightGradient } from './conv-gradient';
import { add } from './elementwise';
import { reduceSum } from './reduce';
import { reshape } from './shape';
import { slidDims, slideAttributes, slideOf, type Pair, type Slide } from './window';

export interface ConvOptions extends Slide {
  /** A number for each channel of the result, [M]. */
  readonly bias?: Value;
  /** The channels are parted into so many groups that do not see each other; 1 where left out. */
  readonly groups?: number;
}

/**
 * Convolution (correlation, strictly) of [N, C, H, W] with weights [M, C / groups, h, w], which may be computed too.
 */
export function conv(x: Value, weights: Value, options: ConvOptions = {}): Value {
  const { bias, groups = 1 } = options;
  const [m = unknownDim, , height = unknownDim, width = unknownDim] = weights.dims;
  const dims = [x.dims[0] ?? unknownDim, m, ...slidDims(x, [height, width], options)];
  const attributes = { ...slideAttributes(options), group: int(groups) };
  const y = apply('Conv', [x, weights, ...(bias ? [bias] : [])], attributes, x.type, dims);
  return differentiable(y, [x, weights, ...(bias ? [bias] : [])], (d) => [
    inputGradient(d, weights, sizeOf(x), options, groups),
    weightGradient(x, d, kernelOf(weights), options, groups),
    ...(bias ? [biasGradient(d)] : []),
  ]);
}

/**
 * What `conv` does, backwards: each entry of [N, C, H, W] is spread over the window that it stands for, with weights
 * [C, M / groups, h, w]; where windows overlap they add up. The result is as large as its windows reach,
 * less the pads.
 */
export function convTranspose(x: Value, weights: Value, options: ConvOptions = {}): Value {
  const { bias, groups = 1 } = options;
  const kernel = kernelOf(weights);
  const { strides, pads, spans } = slideOf(options, kernel);
  const [height, width] = sizeOf(x);
  const size: Pair = [
    (height - 1) * strides[0] + spans[0] - pads[0] - pads[2],
    (width - 1) * strides[1] + spans[1] - pads[1] - pads[3],
  ];
  const attributes = slideAttributes(options);
  const dims = [x.dims[0] ?? unknownDim, Number(weights.dims[1]) * groups, ...size];
  const plain = spread(x, weights, attributes, groups, dims);
  const y = bias ? add(plain, reshape(bias, [1, -1, 1, 1])) : plain;
  return differentiable(y, [x, weights, ...(bias ? [bias] : [])], (d) => [
    apply('Conv', [d, weights], { ...attributes, group: int(groups) }, d.type, x.dims),
    weightGradient(d, x, kernel, options, groups),
    ...(bias ? [biasGradient(d)] : []),
  ]);
}

function biasGradient(d: Value): Value {
  return reshape(reduceSum(d, [0, 2, 3]), [-1]);
}

function sizeOf(x: Value): Pair {
  const [height = 0, width = 0] = fixed(x.dims.slice(2));
  return [height, width];
}

const kernelOf = sizeOf;
