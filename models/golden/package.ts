import type { ModelManifest } from '#shared/domain/model';
import { encodeModel } from '../graph/encode';
import { goldenGraph } from './network';
import { standardOptions } from './options';
import { goldenParameters } from './parameters';

export interface PackageFiles {
  readonly folder: string;
  readonly onnx: Uint8Array;
  readonly manifest: ModelManifest;
}

/**
 * The shipped package models/packages/golden-compare, as this code makes it.
 * @param sha256 of bytes, hex
 */
export function goldenPackage(sha256: (bytes: Uint8Array) => string): PackageFiles {
  const onnx = encodeModel(goldenGraph(goldenParameters));
  const manifest: ModelManifest = {
    formatVersion: 1,
    name: 'golden-compare',
    version: '1.0.0',
    task: 'golden',
    use: 'inspect',
    labels: ['brighter', 'darker'],
    input: {
      layout: 'nchw',
      type: 'uint8',
      channels: 1,
      widthPx: null,
      heightPx: null,
      fit: 'none',
      mean: [],
      std: [],
    },
    golden: true,
    options: { ...standardOptions },
    training: null,
    metrics: [],
    parity: null,
    licence: 'the licence of Loupe',
    sha256: sha256(onnx),
    runtime: '1.30.0',
  };
  return { folder: `${manifest.name}/${manifest.version}`, onnx, manifest };
}
