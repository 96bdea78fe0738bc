import type { TrainedModel } from '../train/task-trainer';
import type { Plan } from './plan';

/** What the manifest says of a detector. @param options beside those of the plan, see options.ts */
export function detectManifest(
  { shape, scale }: Plan,
  labels: readonly string[],
  options: Readonly<Record<string, number>>,
): TrainedModel['manifest'] {
  return {
    labels: [...labels],
    input: {
      layout: 'nchw',
      type: 'uint8',
      channels: shape.channels,
      widthPx: null,
      heightPx: null,
      fit: 'none',
      mean: [],
      std: [],
    },
    golden: shape.golden,
    options: { scale, stride: shape.strides.at(-1) ?? 32, ...options },
  };
}
