import type { Value } from '../graph/graph';
import { relu } from '../graph/ops/activation';
import { add } from '../graph/ops/elementwise';
import { convNorm } from './conv';
import type { Layers } from './layers';
import { enlarged } from './enlarge';

/** Channels of the decoder in the shipped backbone. */
export const usualDecoderChannels = 32;

/**
 * From the coarsest stage to the finest, twice as fine each time: what the coarse ones know of the surroundings comes
 * together with what the fine ones know of the place (feature pyramid; Lin et al. 2017).
 * @param stages [N, C, H / s, W / s], the finest first, each half as large as the one before
 * @returns [N, channels, ..] as large as the finest
 */
export function decoder(layers: Layers, stages: readonly Value[], channels: number): Value {
  const [coarsest, ...finer] = stages.toReversed();
  if (!coarsest) throw new Error('a decoder needs stages');
  let seen = convNorm(layers, 'decoder.top', coarsest, { channels, kernel: 1 });
  for (const [i, stage] of finer.entries()) {
    const name = `decoder.level${i + 1}`;
    const side = convNorm(layers, `${name}.side`, stage, { channels, kernel: 1, activation: null });
    seen = convNorm(layers, name, relu(add(side, enlarged(seen, 2))), { channels });
  }
  return seen;
}
