import { seen, type FlawShape } from '../anomaly/flaw-network';
import { flawLoss } from '../anomaly/flaw-loss';
import type { Value } from '../graph/graph';
import { crossEntropy } from '../graph/loss/cross-entropy';
import { add } from '../graph/ops/elementwise';
import { globalAveragePool, globalMaxPool } from '../graph/ops/pool';
import { concat } from '../graph/ops/shape';
import { dense } from '../network/dense';
import type { Layers, Network } from '../network/layers';
import type { Loss } from '../train/step';

export interface PretrainingShape extends FlawShape {
  /** Families of textures. */
  readonly classes: number;
}

/**
 * Pictures of textures → `textures` [N, classes], the family, and `flaws` [N, 1, H / 4, W / 4], what was painted into it:
 * the one asks for what is the same everywhere, the other for what is not.
 */
export function pretrainingNetwork(shape: PretrainingShape): Network {
  return (layers) => {
    const { batch, channels, cropPx, classes } = shape;
    const { stages, flaws } = seen(layers, shape, [batch, channels, cropPx, cropPx]);
    return { textures: texturesIn(layers, stages, classes), flaws };
  };
}

/** @param stages of the backbone */
export function texturesIn(layers: Layers, stages: readonly Value[], classes: number): Value {
  const last = stages.at(-1);
  if (!last) throw new Error('a backbone has stages');
  return dense(layers, 'textures', concat([globalAveragePool(last), globalMaxPool(last)], 1), classes);
}

/**
 * Both questions count alike; inputs `family` int32 [N], `known` [N, 1], 0 for pictures that are of no family, and those of
 * `flawLoss`.
 */
export function pretrainingLoss({ batch }: PretrainingShape): Loss {
  return ({ textures, flaws }, graph) => {
    if (!textures || !flaws) throw new Error('pre-training asks for textures and flaws');
    const family = graph.input('family', 'int32', [batch]);
    const weights = graph.input('known', 'float32', [batch, 1]);
    return add(crossEntropy(textures, family, { smoothing: 0.05, weights }), flawLoss(flaws, graph));
  };
}
