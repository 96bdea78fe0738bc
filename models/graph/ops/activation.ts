import { type Value } from '../graph';
import { greater, unary, where } from './elementwise';

export function relu(x: Value): Value {
  return unary('Relu', x, (d, y) => where(greater(y, 0), d, 0));
}
