import type { Value } from '../graph/graph';
import { relu } from '../graph/ops/activation';
import { add } from '../graph/ops/elementwise';
import { convNorm } from './conv';
import type { Layers } from './layers';

export interface BackboneSize {
  /** Channels of the stem (stride 2) and of the stages (strides 4, 8, 16, 32; the last ones may be left out). */
  readonly channels: readonly [number, ...number[]];
  /** Residual blocks in each stage, 1 or more. */
  readonly blocks: number;
}

/** That of the shipped backbone, which trainings can begin with. */
export const usualBackbone: BackboneSize = { channels: [16, 24, 48, 96, 128], blocks: 1 };

/**
 * A small residual network (He et al. 2016, basic blocks) that the tasks look at pictures with.
 * @param x [N, C, H, W]; H and W multiples of the last stride
 * @returns what the stages see, [N, C, H / s, W / s] at the strides s 4, 8, 16 and 32
 */
export function backbone(layers: Layers, x: Value, { channels, blocks }: BackboneSize): Value[] {
  const [stem, ...stages] = channels;
  let features = convNorm(layers, 'backbone.stem', x, { channels: stem, stride: 2 });
  return stages.map((width, i) => {
    for (let block = 0; block < blocks; block++) {
      const name = `backbone.stage${i + 1}.block${block + 1}`;
      features = residual(layers, name, features, width, block === 0 ? 2 : 1);
    }
    return features;
  });
}

/** Two convolutions, and a way around them. */
export function residual(layers: Layers, name: string, x: Value, channels: number, stride: 1 | 2): Value {
  const inside = convNorm(layers, `${name}.first`, x, { channels, stride });
  const outside = convNorm(layers, `${name}.second`, inside, { channels, activation: null });
  const same = stride === 1 && x.dims[1] === channels;
  const around = same
    ? x
    : convNorm(layers, `${name}.around`, x, { channels, stride, kernel: 1, activation: null });
  return relu(add(outside, around));
}
