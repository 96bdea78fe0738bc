import type { Value } from '../graph/graph';
import { add, div, mul, square, sub } from '../graph/ops/elementwise';
import { relu } from '../graph/ops/activation';
import { matMul, transpose } from '../graph/ops/matrix';
import { averagePool } from '../graph/ops/pool';
import { quantize } from '../graph/ops/quantize';
import { reduceMin, reduceSum } from '../graph/ops/reduce';
import { reshape } from '../graph/ops/shape';
import type { Layers, Network } from '../network/layers';
import { enlarged } from '../network/enlarge';
import { decoderStride, seen, type FlawShape } from './flaw-network';
import type { Memory } from './memory';

/** What the distances of a picture are held against. */
export interface Reference {
  readonly memory: Memory;
  /** From how far on a patch is not good any more, [rows, columns] of patches. */
  readonly thresholds: Float32Array;
}

/** Pixels a step of the patches: two by two cells of the decoder are one. */
export const patchPx = 2 * decoderStride;

/** Which network, and the size of what it looks at, multiples of 32. */
export interface AnomalyShape {
  readonly network: Pick<FlawShape, 'size' | 'decoderChannels' | 'channels'>;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A picture → `features` [patches, decoderChannels], row by row. */
export function patchNetwork(shape: AnomalyShape): Network {
  return (layers) => ({ features: patches(layers, shape) });
}

/**
 * A picture, uint8 [1, C, H, W] → `map` uint8 [1, 1, H, W]: how far each pixel is from all that is known of good pictures,
 * d² / (d² + t²) in 1/255, of the distance d and the threshold t of its place.
 */
export function anomalyNetwork(shape: AnomalyShape, reference: Reference): Network {
  return (layers) => ({ map: quantize(scores(layers, shape, reference), 1 / 255, 0) });
}

/** The same before it becomes bytes: what the graph that serves and the one that was trained must agree in. */
export function anomalyNumbers(shape: AnomalyShape, reference: Reference): Network {
  return (layers) => ({ scores: scores(layers, shape, reference) });
}

function scores(layers: Layers, shape: AnomalyShape, { memory, thresholds }: Reference): Value {
  const squared = nearest(patches(layers, shape), memory);
  const dims = [1, 1, shape.heightPx / patchPx, shape.widthPx / patchPx];
  const grid = reshape(squared, dims);
  const limits = layers.graph.float(
    dims,
    Array.from(thresholds, (threshold) => threshold ** 2),
  );
  return enlarged(div(grid, add(grid, limits)), patchPx);
}

function patches(layers: Layers, { network, widthPx, heightPx }: AnomalyShape): Value {
  const { features } = seen(layers, network, [1, network.channels, heightPx, widthPx]);
  const pooled = averagePool(features, { kernel: [2, 2], strides: [2, 2] });
  return transpose(reshape(pooled, [network.decoderChannels, -1]), [1, 0]);
}

/**
 * The squared distance of each patch [patches, C] to the nearest of the memory, max(0, |f|² − 2 f · b + |b|²), each
 * feature in the deviations that it has on good pictures (Roth et al. 2022, PatchCore). [patches, 1]. Its root would
 * make much of what rounding leaves of 0.
 */
function nearest(features: Value, { mean, deviation, bank, channels }: Memory): Value {
  const { graph } = features;
  const constant = (dims: readonly number[], data: Float32Array) =>
    graph.constant({ type: 'float32', dims, data });
  const count = bank.length / channels;
  const f = div(sub(features, constant([1, channels], mean)), constant([1, channels], deviation));
  const columns = new Float32Array(bank.length);
  const lengths = new Float32Array(count);
  bank.forEach((value, i) => {
    const [entry, channel] = [Math.floor(i / channels), i % channels];
    columns[channel * count + entry] = value;
    lengths[entry]! += value * value;
  });
  const far = sub(constant([1, count], lengths), mul(matMul(f, constant([channels, count], columns)), 2));
  return relu(add(reduceMin(far, [1]), reduceSum(square(f), [1])));
}
