import { int, ints, type Attributes } from '../attribute';
import { apply, unknownDim, type Dim, type Value } from '../graph';

export interface Window {
  /** Height and width. */
  readonly kernel: readonly [number, number];
  readonly strides?: readonly [number, number];
  /** Top, left, bottom, right. */
  readonly pads?: readonly [number, number, number, number];
}

/**
 * Convolution (correlation, strictly) of [N, C, H, W] with weights [M, C / groups, h, w], which may be computed too.
 */
export function conv(x: Value, weights: Value, window: Partial<Window> = {}, groups = 1): Value {
  const kernel = [weights.dims[2] ?? unknownDim, weights.dims[3] ?? unknownDim] as const;
  const dims = [x.dims[0] ?? unknownDim, weights.dims[0] ?? unknownDim, ...slidDims(x, kernel, window)];
  return apply('Conv', [x, weights], { ...attributesOf(window), group: int(groups) }, x.type, dims);
}

/** Mean of each window; entries beyond the edge do not count. */
export function averagePool(x: Value, window: Window): Value {
  return pool('AveragePool', x, window);
}

/** Largest entry of each window. */
export function maxPool(x: Value, window: Window): Value {
  return pool('MaxPool', x, window);
}

function pool(op: string, x: Value, window: Window): Value {
  const dims = [...x.dims.slice(0, 2), ...slidDims(x, window.kernel, window)];
  return apply(op, [x], attributesOf(window), x.type, dims);
}

function attributesOf({ kernel, strides, pads }: Partial<Window>): Attributes {
  return {
    ...(kernel && { kernel_shape: ints(kernel) }),
    ...(strides && { strides: ints(strides) }),
    ...(pads && { pads: ints(pads) }),
  };
}

function slidDims(
  x: Value,
  kernel: readonly [Dim, Dim],
  { strides = [1, 1], pads = [0, 0, 0, 0] }: Partial<Window>,
): Dim[] {
  return ([0, 1] as const).map((axis) => {
    const size = x.dims[axis + 2] ?? unknownDim;
    const length = kernel[axis];
    const added = pads[axis] + (pads[axis === 0 ? 2 : 3] ?? 0);
    if (typeof length === 'number' && strides[axis] === 1 && added === length - 1) return size;
    if (typeof size !== 'number' || typeof length !== 'number') return unknownDim;
    return Math.floor((size + added - length) / strides[axis]) + 1;
  });
}
