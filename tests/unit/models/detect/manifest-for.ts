import type { ModelManifest } from '#shared/domain/model';

/** The manifest of a detector for gray pictures of any size. */
export function manifestFor(labels: string[], options: Record<string, number> = {}): ModelManifest {
  return {
    formatVersion: 1,
    name: 'detector',
    version: '1.0.0',
    task: 'detect',
    use: 'inspect',
    labels,
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
    golden: false,
    options,
    training: null,
    metrics: [],
    parity: null,
    licence: 'none',
    sha256: '0'.repeat(64),
    runtime: '1.30.0',
  };
}
