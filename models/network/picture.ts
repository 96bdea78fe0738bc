import type { Dim, Value } from '../graph/graph';
import { cast, mul, sub } from '../graph/ops/elementwise';
import type { Layers } from './layers';

/** Gray levels 0..1 in the middle of what a network likes to see. */
const [mean, deviation] = [0.5, 0.25];

/**
 * The input for a picture, scaled about 0: while training float32 in 0..1 as augmentation gives it, else bytes.
 * @param dims [N, C, H, W]
 */
export function pictureInput({ graph, mode }: Layers, name: string, dims: readonly Dim[]): Value {
  if (mode === 'train') return centred(graph.input(name, 'float32', dims), 1);
  return centred(cast(graph.input(name, 'uint8', dims), 'float32'), 255);
}

/** Levels 0..full as a network likes to see them, scaled about 0. */
export function centred(levels: Value, full: number): Value {
  return sub(mul(levels, 1 / (full * deviation)), mean / deviation);
}
