import { ints, text } from '../attribute';
import { apply, differentiable, type Value } from '../graph';
import { fixed } from './broadcast';
import { inputGradient } from './conv-gradient';
import { cast, equal, mul } from './elementwise';
import { reduceMax, reduceMean } from './reduce';
import { resizeNearest } from './resize';
import { expand, reshape, squeeze, zerosLike } from './shape';
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
    if (!isTiled(x, window)) return [scattered(x, d, window)];
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

/** The gradient of a maximum goes to the place where it was found; overlapping windows may have found the same. */
function scattered(x: Value, d: Value, window: Window): Value {
  const dims = pooledDims(x, window);
  const [, places] = x.graph.apply('MaxPool', [x], attributesOf(window), [
    { type: x.type, dims },
    { type: 'int64', dims },
  ]);
  if (!places) throw new Error('MaxPool tells no places');
  const zeros = reshape(zerosLike(x), [-1]);
  const flat = [zeros, reshape(places, [-1]), reshape(d, [-1])] as const;
  const sum = apply('ScatterElements', flat, { reduction: text('add') }, x.type, zeros.dims);
  return reshape(sum, fixed(x.dims));
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
