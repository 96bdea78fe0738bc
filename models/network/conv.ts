import { relu } from '../graph/ops/activation';
import { conv as convolve } from '../graph/ops/conv';
import type { Value } from '../graph/graph';
import type { Init, Layers } from './layers';
import { foldNorm, norm } from './norm';

export interface ConvShape {
  /** Of the result. */
  readonly channels: number;
  /** Side of the square window, odd: the picture keeps its size (at stride 1). 3 where left out. */
  readonly kernel?: number;
  readonly stride?: number;
  readonly dilation?: number;
  /** As many as there are channels: each is seen alone. 1 where left out. */
  readonly groups?: number;
  /** What the weights begin with; as suits a rectifier where left out. */
  readonly init?: Init;
}

/** A convolution with a bias, as heads have it; weights `name.weight` [M, C / groups, k, k] and `name.bias` [M]. */
export function conv(layers: Layers, name: string, x: Value, shape: ConvShape): Value {
  const dims = weightDims(x, shape);
  const weight = layers.weight(`${name}.weight`, dims, shape.init ?? heFor(dims));
  const bias = layers.weight(`${name}.bias`, [shape.channels], { kind: 'constant', value: 0 });
  return convolve(x, weight, { bias, ...slideOf(shape) });
}

export interface ConvNormShape extends ConvShape {
  /** Left out: relu. */
  readonly activation?: ((x: Value) => Value) | null;
}

/** A convolution, a batch norm in place of its bias, and an activation; when it serves, one convolution with a bias. */
export function convNorm(layers: Layers, name: string, x: Value, shape: ConvNormShape): Value {
  const { activation = relu } = shape;
  const y = normalized(layers, name, x, shape);
  return activation ? activation(y) : y;
}

function normalized(layers: Layers, name: string, x: Value, shape: ConvShape): Value {
  const dims = weightDims(x, shape);
  const [weightName, normName] = [`${name}.weight`, `${name}.norm`];
  if (layers.mode !== 'serve') {
    const weight = layers.weight(weightName, dims, shape.init ?? heFor(dims));
    return norm(layers, normName, convolve(x, weight, slideOf(shape)));
  }
  const { graph } = layers;
  const { factor, summand } = foldNorm(layers, normName);
  const size = dims.slice(1).reduce((product, dim) => product * dim, 1);
  const data = layers
    .numbersOf(weightName)
    .map((number, i) => number * (factor[Math.floor(i / size)] ?? NaN));
  const weight = graph.constant({ type: 'float32', dims, data });
  const bias = graph.constant({ type: 'float32', dims: [shape.channels], data: summand });
  return convolve(x, weight, { bias, ...slideOf(shape) });
}

function weightDims({ dims }: Value, { channels, kernel = 3, groups = 1 }: ConvShape): number[] {
  return [channels, Number(dims[1]) / groups, kernel, kernel];
}

function heFor([, channels = 1, height = 1, width = 1]: readonly number[]): Init {
  return { kind: 'he', fanIn: channels * height * width };
}

function slideOf({ kernel = 3, stride = 1, dilation = 1, groups = 1 }: ConvShape) {
  const pad = (dilation * (kernel - 1)) / 2;
  return {
    strides: [stride, stride],
    pads: [pad, pad, pad, pad],
    dilations: [dilation, dilation],
    groups,
  } as const;
}
