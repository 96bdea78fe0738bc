import { ints, type Attributes } from '../attribute';
import { unknownDim, type Dim, type Value } from '../graph';

/** Down and across. */
export type Pair = readonly [number, number];

/** Top, left, bottom, right. */
export type Pads = readonly [number, number, number, number];

/** How a window goes over the last two axes of [N, C, H, W]. */
export interface Slide {
  /** From one place to the next; 1 where left out. */
  readonly strides?: Pair;
  /** Zeros around; none where left out. */
  readonly pads?: Pads;
  /** From one entry of the window to the next; 1 where left out. */
  readonly dilations?: Pair;
}

export interface Window extends Slide {
  /** Height and width. */
  readonly kernel: Pair;
}

/** A slide with nothing left out. */
export interface FullSlide extends Required<Slide> {
  /** What the window covers, gaps included. */
  readonly spans: Pair;
  /** The pads of the way back, when the window stood at every place; below 0 where there were more than it covers. */
  readonly padsBack: Pads;
}

export function slideOf(slide: Slide, [height, width]: Pair): FullSlide {
  const { strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1] } = slide;
  const [top, left, bottom, right] = pads;
  const [down, across] = [(height - 1) * dilations[0], (width - 1) * dilations[1]];
  return {
    strides,
    pads,
    dilations,
    spans: [down + 1, across + 1],
    padsBack: [down - top, across - left, down - bottom, across - right],
  };
}

/** In how many places the window stands, down and across. */
export function slidDims(x: Value, kernel: readonly [Dim, Dim], slide: Slide): [Dim, Dim] {
  return [along(0), along(1)];

  function along(axis: 0 | 1): Dim {
    const [size, length] = [x.dims[axis + 2] ?? unknownDim, kernel[axis]];
    if (typeof length !== 'number') return unknownDim;
    const { strides, pads, spans } = slideOf(slide, [length, length]);
    const added = pads[axis] + pads[axis === 0 ? 2 : 3];
    if (strides[axis] === 1 && added === spans[axis] - 1) return size;
    if (typeof size !== 'number') return unknownDim;
    return Math.floor((size + added - spans[axis]) / strides[axis]) + 1;
  }
}

export function slideAttributes({ strides, pads, dilations }: Slide): Attributes {
  return {
    ...(strides && { strides: ints(strides) }),
    ...(pads && { pads: ints(pads) }),
    ...(dilations && { dilations: ints(dilations) }),
  };
}
