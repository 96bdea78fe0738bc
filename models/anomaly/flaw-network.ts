import type { Dim, Value } from '../graph/graph';
import { backbone, type BackboneSize } from '../network/backbone';
import { conv } from '../network/conv';
import type { Layers, Network } from '../network/layers';
import { pictureInput } from '../network/picture';
import { decoder } from '../network/decoder';

/** Pixels a step of what the decoder gives. */
export const decoderStride = 4;

export interface FlawShape {
  readonly size: BackboneSize;
  readonly decoderChannels: number;
  readonly batch: number;
  readonly channels: 1 | 3;
  /** Side of the square crops that it learns from, a multiple of 32. */
  readonly cropPx: number;
}

/** What the network makes of a picture [N, C, H, W]. */
export interface Seen {
  /** Of the backbone, see there. */
  readonly stages: readonly Value[];
  /** [N, decoderChannels, H / 4, W / 4] */
  readonly features: Value;
  /** [N, 1, H / 4, W / 4]; above 0 where something does not belong. */
  readonly flaws: Value;
}

/** @param dims of the input `image`, [N, C, H, W] */
export function seen(
  layers: Layers,
  { size, decoderChannels }: Pick<FlawShape, 'size' | 'decoderChannels'>,
  dims: readonly Dim[],
): Seen {
  const stages = backbone(layers, pictureInput(layers, 'image', dims), size);
  const features = decoder(layers, stages, decoderChannels);
  return { stages, features, flaws: conv(layers, 'flaws', features, { channels: 1, kernel: 1 }) };
}

/** Crops → `flaws`: tells what was painted into a picture from what was there. */
export function flawNetwork(shape: FlawShape): Network {
  return (layers) => {
    const { batch, channels, cropPx } = shape;
    return { flaws: seen(layers, shape, [batch, channels, cropPx, cropPx]).flaws };
  };
}
