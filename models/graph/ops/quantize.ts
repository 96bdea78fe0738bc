import { apply, type Value } from '../graph';

/** round(x / scale) + zero as uint8, held within 0..255; halves go to the even number. */
export function quantize(x: Value, scale: number, zero: number): Value {
  const { graph } = x;
  return apply(
    'QuantizeLinear',
    [x, graph.scalar('float32', scale), graph.scalar('uint8', zero)],
    {},
    'uint8',
    x.dims,
  );
}

/** (x − zero) · scale of uint8 as float32. */
export function dequantize(x: Value, scale: number, zero: number): Value {
  const { graph } = x;
  return apply(
    'DequantizeLinear',
    [x, graph.scalar('float32', scale), graph.scalar('uint8', zero)],
    {},
    'float32',
    x.dims,
  );
}
