import type { Value } from '../graph/graph';
import { fixed } from '../graph/ops/broadcast';
import { cast, greater, mul } from '../graph/ops/elementwise';
import type { Layers } from './layers';

/**
 * While training, a share (0..1) of the entries is 0, others each time, and the rest that much larger (Srivastava et
 * al. 2014); afterwards nothing happens.
 */
export function dropout(layers: Layers, name: string, x: Value, share: number): Value {
  if (layers.mode !== 'train' || share === 0) return x;
  const kept = cast(greater(layers.noise(name, fixed(x.dims)), share), 'float32');
  return mul(x, mul(kept, 1 / (1 - share)));
}
