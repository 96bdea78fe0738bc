import type { ModelManifest } from '#shared/domain/model';
import { seen } from '../anomaly/flaw-network';
import { encodeModel } from '../graph/encode';
import { Graph } from '../graph/graph';
import { softmax } from '../graph/ops/activation';
import { textureLabels } from '../generate/textures';
import { usualBackbone } from '../network/backbone';
import { usualDecoderChannels } from '../network/decoder';
import type { Layers } from '../network/layers';
import type { Layout, Layouts, Snapshot } from '../network/layout';
import type { Trained } from '../train/trainer';
import { texturesIn, type PretrainingShape } from './network';

export interface BackbonePackage {
  readonly folder: string;
  readonly onnx: Uint8Array;
  readonly manifest: ModelManifest;
}

/** What the shipped backbone is made with: the shape that it learns in, and the seed of its textures. */
export const pretrainingShape: PretrainingShape = {
  size: usualBackbone,
  decoderChannels: usualDecoderChannels,
  batch: 32,
  channels: 1,
  cropPx: 96,
  classes: textureLabels.length,
};
export const pretrainingSeed = 1;

/**
 * The package models/packages/backbone. As a model it tells the families of textures apart; what it is for is its
 * weights, which lie in the file under the names of their layers (see train/pretrained.ts).
 * @param sha256 of bytes, hex
 */
export function backbonePackage(
  { layouts, best, validated }: Pick<Trained, 'layouts' | 'best' | 'validated'>,
  command: string,
  sha256: (bytes: Uint8Array) => string,
): BackbonePackage {
  const onnx = backboneModel(layouts, best);
  const { channels, cropPx } = pretrainingShape;
  const manifest: ModelManifest = {
    formatVersion: 1,
    name: 'backbone',
    version: '1.0.0',
    task: 'classify',
    use: 'train',
    labels: [...textureLabels],
    input: {
      layout: 'nchw',
      type: 'uint8',
      channels,
      widthPx: cropPx,
      heightPx: cropPx,
      fit: 'stretch',
      mean: [],
      std: [],
    },
    golden: false,
    options: { good: -1, several: 0 },
    training: {
      dataset: 'generated textures',
      datasetSha256: sha256(new TextEncoder().encode(`textures ${pretrainingSeed}`)),
      images: 0,
      seed: pretrainingSeed,
      command,
    },
    metrics: Object.entries(validated.metrics).map(([name, value]) => ({ name, value, split: 'validation' })),
    parity: null,
    licence: 'the licence of Loupe',
    sha256: sha256(onnx),
    runtime: '1.30.0',
  };
  return { folder: `${manifest.name}/${manifest.version}`, onnx, manifest };
}

/**
 * Input `image`, uint8 [1, 1, side, side]; outputs `scores` [1, families] and `flaws` [1, 1, side / 4, side / 4]. Norms
 * are not folded: training goes on from them.
 */
export function backboneModel(layouts: Layouts, snapshot: Snapshot): Uint8Array {
  const { channels, cropPx, classes } = pretrainingShape;
  const layers = namedLayers(new Graph('backbone'), layouts, snapshot);
  const { stages, flaws } = seen(layers, pretrainingShape, [1, channels, cropPx, cropPx]);
  layers.graph.output('scores', softmax(texturesIn(layers, stages, classes), 1));
  layers.graph.output('flaws', flaws);
  return encodeModel(layers.graph);
}

/** Weights and states are constants under their own names, norms are computed. */
function namedLayers(graph: Graph, { weights, state }: Layouts, snapshot: Snapshot): Layers {
  const constant = ({ places }: Layout, values: Float32Array, name: string) => {
    const place = places.find((one) => one.name === name);
    if (!place) throw new Error(`${name} has no place in the layout`);
    const data = values.slice(place.offset, place.offset + place.size);
    return graph.constant({ type: 'float32', dims: place.dims, data }, name);
  };
  return {
    graph,
    mode: 'evaluate',
    weight: (name) => constant(weights, snapshot.weights, name),
    state: (name) => constant(state, snapshot.state, name),
    update: () => {},
    noise(name) {
      throw new Error(`${name}: there is no noise in a graph that serves`);
    },
    numbersOf(name) {
      throw new Error(`${name} is not folded here`);
    },
  };
}
