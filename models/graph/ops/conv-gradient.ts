import { int, ints, type Attributes } from '../attribute';
import { apply, type Dim, type Value } from '../graph';
import { fixed } from './broadcast';
import { transpose } from './matrix';
import { reduceSum } from './reduce';
import { concat, pad, reshape, slice } from './shape';
import { slideAttributes, slideOf, type Pair, type Slide } from './window';

/**
 * From the gradient [N, M, h', w'] of what a convolution gave to that of what it took, [N, C, size]: each entry goes
 * back to all that it was made of. Where the window stood at every place this is a convolution again, with the weights
 * [M, C / groups, h, w] turned half a turn: faster than the general way by a sixth.
 */
export function inputGradient(d: Value, weights: Value, size: Pair, slide: Slide, groups: number): Value {
  const [n = 0, , rows = 0, columns = 0] = fixed(d.dims);
  const [, channels = 0, height = 0, width = 0] = fixed(weights.dims);
  const { strides, pads, dilations, spans, padsBack } = slideOf(slide, [height, width]);
  const dims = [n, channels * groups, ...size];
  if (isOne(strides) && Math.min(...padsBack) >= 0) {
    const attributes = { pads: ints(padsBack), dilations: ints(dilations), group: int(groups) };
    return apply('Conv', [d, turned(weights, groups)], attributes, d.type, dims);
  }
  // What the last window did not reach.
  const rest: Pair = [
    size[0] + pads[0] + pads[2] - (rows - 1) * strides[0] - spans[0],
    size[1] + pads[1] + pads[3] - (columns - 1) * strides[1] - spans[1],
  ];
  return spread(d, weights, { ...slideAttributes(slide), output_padding: ints(rest) }, groups, dims);
}

/**
 * ConvTranspose of x [N, C, H, W] with weights [C, M / groups, h, w], without a bias. Where many channels of a group make
 * one, two are asked for and one is left out: of one, WebGPU in ONNX Runtime 1.30 gives wrong numbers.
 */
export function spread(
  x: Value,
  weights: Value,
  attributes: Attributes,
  groups: number,
  dims: readonly Dim[],
): Value {
  const [inputs = 0, outputs = 0] = fixed(weights.dims);
  const grouped = { ...attributes, group: int(groups) };
  if (groups === 1 || outputs > 1 || inputs === groups)
    return apply('ConvTranspose', [x, weights], grouped, x.type, dims);
  const [n = 0, , ...size] = fixed(dims);
  const twice = concat([weights, weights], 1);
  const both = apply('ConvTranspose', [x, twice], grouped, x.type, [n, 2 * groups, ...size]);
  return reshape(slice(reshape(both, [n, groups, 2, ...size]), [2], [0], [1]), [n, groups, ...size]);
}

/** [M, C / groups, h, w] as [C, M / groups, h, w], each kernel turned half a turn. */
function turned(weights: Value, groups: number): Value {
  const [m = 0, c = 0, h = 0, w = 0] = fixed(weights.dims);
  const grouped = transpose(reshape(weights, [groups, m / groups, c, h, w]), [0, 2, 1, 3, 4]);
  return reversed(reshape(grouped, [groups * c, m / groups, h, w]), [2, 3]);
}

/**
 * The gradient of the weights [M, C / groups, h, w] of a convolution that took x [N, C, H, W]; d [N, M, h', w'] is the
 * gradient of what it gave. Of the two the one with fewer channels is slid over: that makes the larger matrices.
 */
export function weightGradient(x: Value, d: Value, kernel: Pair, slide: Slide, groups: number): Value {
  const { strides, dilations, padsBack } = slideOf(slide, kernel);
  const [inputs, outputs] = [Number(x.dims[1]) / groups, Number(d.dims[1]) / groups];
  if (outputs < inputs && isOne(strides) && isOne(dilations) && Math.min(...padsBack) >= 0) {
    const products = reversed(productsOf(d, x, kernel, { pads: padsBack }, groups), [1, 2]);
    const grouped = reshape(products, [groups, inputs, ...kernel, outputs]);
    return reshape(transpose(grouped, [0, 4, 1, 2, 3]), [outputs * groups, inputs, ...kernel]);
  }
  return transpose(productsOf(x, d, kernel, slide, groups), [0, 3, 1, 2]);
}

/**
 * How each channel of y [N, M, h', w'] goes with each of x [N, C, H, W] in its group, at each place of the kernel:
 * [M, h, w, C / groups], summed over the pictures. It is one convolution. A picture of x with its channels last is a
 * picture of one channel with W · C / groups columns; y is the kernel that goes over it, its entries as far apart as
 * the strides and as many columns as there are channels. It stands in h rows of w · C / groups places: the result.
 * ONNX Runtime cuts the windows out where it multiplies them, so that they never lie in memory.
 */
function productsOf(x: Value, y: Value, kernel: Pair, slide: Slide, groups: number): Value {
  const [n = 0, c = 0, height = 0, width = 0] = fixed(x.dims);
  const each = Number(y.dims[1]) / groups;
  if (each > 4 && each % 4 !== 0 && groups === 1) {
    // Of other numbers of channels in several groups WebGPU in ONNX Runtime 1.30 gives wrong numbers.
    const filled = pad(y, [1], [0], [4 - (each % 4)]);
    return slice(productsOf(x, filled, kernel, slide, groups), [0], [0], [each]);
  }
  const [, m = 0, rows = 0, columns = 0] = fixed(y.dims);
  const { strides, pads, dilations, spans } = slideOf(slide, kernel);
  const channels = c / groups;
  // Pictures are groups, which leaves y where it lies, and are summed in the end; small ones are channels of one.
  const isSmall = 4 * rows * columns < kernel[0] * kernel[1] * channels;
  const apart = isSmall ? 1 : n;

  const parted = reshape(x, [n, groups, channels, height, width]);
  const last = transpose(parted, isSmall ? [1, 0, 3, 4, 2] : [0, 1, 3, 4, 2]);
  const pictures = reshape(last, [1, n * groups, height, width * channels]);
  const kernels = isSmall ? transpose(y, [1, 0, 2, 3]) : reshape(y, [n * m, 1, rows, columns]);
  const down = Math.floor((height + pads[0] + pads[2] - (rows - 1) * strides[0] - 1) / dilations[0]) + 1;
  const across = width + pads[1] + pads[3] - (columns - 1) * strides[1];
  const attributes = {
    group: int(apart * groups),
    strides: ints([dilations[0], 1]),
    dilations: ints([strides[0], strides[1] * channels]),
    pads: ints([pads[0], pads[1] * channels, pads[2], pads[3] * channels]),
  };
  const dims = [1, apart * m, down, across * channels];
  const products = apply('Conv', [pictures, kernels], attributes, x.type, dims);
  const parts = reshape(products, [apart, m, down, across, channels]);
  const sum = reshape(isSmall ? parts : reduceSum(parts, [0]), [m, down, across, channels]);
  if (down === kernel[0] && across === kernel[1]) return sum;
  // Strides may have left places over; across, the gaps of the kernel are still to be left out.
  const list = (values: readonly number[]) => x.graph.list(values);
  const [to, steps] = [list([kernel[0], spans[1]]), list([1, dilations[1]])];
  return apply('Slice', [sum, list([0, 0]), to, list([1, 2]), steps], {}, x.type, [m, ...kernel, channels]);
}

/** The axes run backwards. */
function reversed(x: Value, axes: readonly number[]): Value {
  const all = (value: number) => x.graph.list(axes.map(() => value));
  return apply('Slice', [x, all(-1), all(-(2 ** 31)), x.graph.list(axes), all(-1)], {}, x.type, x.dims);
}

function isOne(pair: Pair): boolean {
  return pair[0] === 1 && pair[1] === 1;
}
