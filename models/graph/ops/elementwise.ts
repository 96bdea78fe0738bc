import type { TensorType } from '../../runtime';
import { int } from '../attribute';
import { apply, type Value } from '../graph';
import { elementType } from '../onnx-format';
import { broadcastDims } from './broadcast';

/** One operand at least is a value; a number takes its type. */
type Operand = Value | number;

export const add = (a: Operand, b: Operand) => binary('Add', a, b);
export const sub = (a: Operand, b: Operand) => binary('Sub', a, b);
export const mul = (a: Operand, b: Operand) => binary('Mul', a, b);
export const div = (a: Operand, b: Operand) => binary('Div', a, b);
export const max = (a: Operand, b: Operand) => binary('Max', a, b);
export const min = (a: Operand, b: Operand) => binary('Min', a, b);

export const neg = (x: Value) => unary('Neg', x);
export const abs = (x: Value) => unary('Abs', x);
export const relu = (x: Value) => unary('Relu', x);
export const sqrt = (x: Value) => unary('Sqrt', x);
export const floor = (x: Value) => unary('Floor', x);

/** Into [low, high]. */
export function clip(x: Value, low: number, high: number): Value {
  const { graph, type } = x;
  return apply('Clip', [x, graph.scalar(type, low), graph.scalar(type, high)], {}, type, x.dims);
}

export function cast(x: Value, type: TensorType): Value {
  return x.type === type ? x : apply('Cast', [x], { to: int(elementType[type]) }, type, x.dims);
}

function unary(op: string, x: Value): Value {
  return apply(op, [x], {}, x.type, x.dims);
}

function binary(op: string, a: Operand, b: Operand): Value {
  const [first, second] = operands(a, b);
  if (first.type !== second.type) throw new Error(`${op} of ${first.type} and ${second.type}`);
  return apply(op, [first, second], {}, first.type, broadcastDims(op, first.dims, second.dims));
}

function operands(a: Operand, b: Operand): [Value, Value] {
  if (typeof a !== 'number') return [a, typeof b === 'number' ? a.graph.scalar(a.type, b) : b];
  if (typeof b !== 'number') return [b.graph.scalar(b.type, a), b];
  throw new Error('two numbers need no graph');
}
