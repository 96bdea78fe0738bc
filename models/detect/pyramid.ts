import type { Value } from '../graph/graph';
import { relu } from '../graph/ops/activation';
import { add } from '../graph/ops/elementwise';
import { resizeNearest } from '../graph/ops/resize';
import { convNorm } from '../network/conv';
import type { Layers } from '../network/layers';

/**
 * A top-down pyramid (Lin et al. 2017): each level also knows what the coarser ones have seen.
 * @param stages [N, C, H / s, W / s], each stride twice the one before
 * @returns a level for each stage, [N, width, H / s, W / s]
 */
export function pyramid(layers: Layers, stages: readonly Value[], width: number): Value[] {
  const levels: Value[] = [];
  let above: Value | null = null;
  for (const [i, stage] of [...stages.entries()].toReversed()) {
    const side = convNorm(layers, `pyramid.side${i + 1}`, stage, {
      channels: width,
      kernel: 1,
      activation: null,
    });
    above = relu(above ? add(side, resizeNearest(above, [2, 2])) : side);
    levels.unshift(convNorm(layers, `pyramid.level${i + 1}`, above, { channels: width }));
  }
  return levels;
}
