import type { ModelManifest } from '#shared/domain/model';
import { draftManifest } from '#models/train/validate';

export function manifestFor(
  labels: readonly string[],
  options: Record<string, number> = {},
  channels: 1 | 3 = 1,
): ModelManifest {
  const free = { widthPx: null, heightPx: null, fit: 'none' } as const;
  return draftManifest('segment', {
    labels: [...labels],
    input: { layout: 'nchw', type: 'uint8', channels, ...free, mean: [], std: [] },
    golden: false,
    options,
  });
}
