import type { Value } from '../graph/graph';
import { add } from '../graph/ops/elementwise';
import { matMul } from '../graph/ops/matrix';
import type { Init, Layers } from './layers';

/**
 * [.., C] → [.., units]: all with all. Weights `name.weight` [C, units] and `name.bias` [units].
 * @param init of the weights; left out: as Glorot has it
 */
export function dense(layers: Layers, name: string, x: Value, units: number, init?: Init): Value {
  const inputs = Number(x.dims.at(-1));
  const glorot: Init = { kind: 'glorot', fanIn: inputs, fanOut: units };
  const weight = layers.weight(`${name}.weight`, [inputs, units], init ?? glorot);
  const bias = layers.weight(`${name}.bias`, [units], { kind: 'constant', value: 0 });
  return add(matMul(x, weight), bias);
}
