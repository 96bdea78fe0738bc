import { flat, numbers, type Value } from '../graph';
import { equal, where } from './elementwise';
import { unsqueeze } from './shape';

/** The numbers of classes, int32 or int64 [N, ..], as [N, classes, ..]: 1 at its class, else 0; others have none. */
export function oneHot(target: Value, classes: number): Value {
  return flat(where(isClass(target, classes), target.graph.scalar('float32', 1), 0));
}

/** The same as bool. */
export function isClass(target: Value, classes: number): Value {
  const dims = target.dims.map((_, axis) => (axis === 0 ? classes : 1));
  const all = numbers(target.type, dims, [...Array(classes).keys()]);
  return equal(unsqueeze(target, [1]), target.graph.constant(all));
}
