import { ints } from '../attribute';
import { apply, differentiable, type Value } from '../graph';
import { fixed } from './broadcast';
import { inputGradient, spread } from './conv-gradient';
import { cast, equal, mul, sub } from './elementwise';
import { reduceMax, reduceMean } from './reduce';
import { resizeNearest } from './resize';
import { concat, expand, reshape, squeeze, unsqueeze } from './shape';
import { slidDims, slideAttributes, slideOf, type Pair, type Window } from './window';

/** Mean of each window of [N, C, H, W]; entries beyond the edge do not count. */
export function averagePool(x: Value, window: Window): Value {
  const y = pool('AveragePool', x, window);
  return differentiable(y, [x], (d) => {
    const { graph, type } = x;
    const area = window.kernel[0] * window.kernel[1];
    if (isTiled(x, window)) return [resizeNearest(mul(d, 1 / area), window.kernel)];
    const [, channels = 0, height = 0, width = 0] = fixed(x.dims);
    const shares = graph.float([1, 1, ...fixed(y.dims.slice(2))], sharesOf([height, width], window));
    const ones = expand(graph.scalar(type, 1), [channels, 1, ...window.kernel]);
    return [inputGradient(mul(d, shares), ones, [height, width], window, channels)];
  });
}

/**
 * Largest entry of each window of [N, C, H, W]. Where windows lie side by side, entries that are equally large each get
 * the whole gradient: behind a rectifier that makes no difference, its zeros pass none on.
 */
export function maxPool(x: Value, window: Window): Value {
  const y = pool('MaxPool', x, window);
  return differentiable(y, [x], (d) => {
    if (!isTiled(x, window)) return [scattered(x, y, d, window)];
    const isLargest = equal(x, resizeNearest(y, window.kernel));
    return [mul(cast(isLargest, 'float32'), resizeNearest(d, window.kernel))];
  });
}

/** [N, C, H, W] → [N, C]: the mean of each channel. */
export function globalAveragePool(x: Value): Value {
  return squeeze(reduceMean(x, [2, 3]), [2, 3]);
}

/** [N, C, H, W] → [N, C]: the largest of each channel. */
export function globalMaxPool(x: Value): Value {
  return squeeze(reduceMax(x, [2, 3]), [2, 3]);
}

function pool(op: string, x: Value, window: Window): Value {
  return apply(op, [x], attributesOf(window), x.type, pooledDims(x, window));
}

function attributesOf(window: Window) {
  return { kernel_shape: ints(window.kernel), ...slideAttributes(window) };
}

function pooledDims(x: Value, window: Window) {
  return [...x.dims.slice(0, 2), ...slidDims(x, window.kernel, window)];
}

/** Do the windows lie side by side and cover all? */
function isTiled(x: Value, window: Window): boolean {
  const { kernel } = window;
  const { strides, pads, dilations } = slideOf(window, kernel);
  const [height, width] = [Number(x.dims[2]), Number(x.dims[3])];
  return (
    strides[0] === kernel[0] &&
    strides[1] === kernel[1] &&
    height % kernel[0] === 0 &&
    width % kernel[1] === 0 &&
    pads.every((pad) => pad === 0) &&
    dilations.every((dilation) => dilation === 1)
  );
}

/**
 * The gradient of a maximum goes to the place where it was found, the first of several that are as large; overlapping
 * windows may have found the same.
 */
function scattered(x: Value, y: Value, d: Value, window: Window): Value {
  const { graph, type } = x;
  const { kernel } = window;
  const { strides, pads, dilations, spans } = slideOf(window, kernel);
  const [n = 0, channels = 0, height = 0, width = 0] = fixed(x.dims);
  const [, , rows = 0, columns = 0] = fixed(y.dims);
  const outside = [graph.list([0, 0, pads[0], pads[1], 0, 0, pads[2], pads[3]]), graph.scalar(type, -3e38)];
  const framed = apply('Pad', [x, ...outside], {}, type, [
    n,
    channels,
    height + pads[0] + pads[2],
    width + pads[1] + pads[3],
  ]);
  let left = d;
  const found = indices(kernel[0]).map((i) => {
    const ofRow = indices(kernel[1]).map((j) => {
      const from = [i * dilations[0], j * dilations[1]] as const;
      const to = [from[0] + (rows - 1) * strides[0] + 1, from[1] + (columns - 1) * strides[1] + 1];
      const lists = [graph.list(from), graph.list(to), graph.list([2, 3]), graph.list(strides)];
      const entries = apply('Slice', [framed, ...lists], {}, type, y.dims);
      const here = mul(cast(equal(entries, y), 'float32'), left);
      left = sub(left, here);
      return unsqueeze(here, [2]);
    });
    return concat(ofRow, 2);
  });
  const places = kernel[0] * kernel[1];
  const parted = reshape(concat(found, 2), [n, channels * places, rows, columns]);
  // Each place of the window puts what it found where it stands.
  const one = indices(places).flatMap((place) => indices(places).map((at) => (at === place ? 1 : 0)));
  const placed = expand(graph.float([1, places, 1, ...kernel], one), [channels, places, 1, ...kernel]);
  const rest = ints([
    height + pads[0] + pads[2] - (rows - 1) * strides[0] - spans[0],
    width + pads[1] + pads[3] - (columns - 1) * strides[1] - spans[1],
  ]);
  const attributes = { ...slideAttributes(window), output_padding: rest };
  return spread(parted, reshape(placed, [channels * places, 1, ...kernel]), attributes, channels, x.dims);
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** 1 / entries of each window that lie within the picture, row by row. */
function sharesOf(size: Pair, window: Window): number[] {
  const { strides, pads, dilations, spans } = slideOf(window, window.kernel);
  const [rows, columns] = [countsAlong(0), countsAlong(1)];
  return rows.flatMap((row) => columns.map((column) => 1 / (row * column)));

  function countsAlong(axis: 0 | 1): number[] {
    const added = pads[axis] + pads[axis === 0 ? 2 : 3];
    const places = Math.floor((size[axis] + added - spans[axis]) / strides[axis]) + 1;
    return Array.from({ length: places }, (_, place) => {
      const start = place * strides[axis] - pads[axis];
      const entries = Array.from({ length: window.kernel[axis] }, (__, i) => start + i * dilations[axis]);
      return entries.filter((entry) => entry >= 0 && entry < size[axis]).length;
    });
  }
}
