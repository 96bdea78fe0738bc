import type { TensorType } from '../../runtime';
import { int } from '../attribute';
import { apply, differentiable, flat, type Value } from '../graph';
import { elementType } from '../onnx-format';
import { broadcastDims, foldTo } from './broadcast';

/** One operand at least is a value; a number takes its type. */
export type Operand = Value | number;

export function add(a: Operand, b: Operand): Value {
  return binary('Add', a, b, (d) => [d, d]);
}

export function sub(a: Operand, b: Operand): Value {
  return binary('Sub', a, b, (d) => [d, neg(d)]);
}

export function mul(a: Operand, b: Operand): Value {
  return binary('Mul', a, b, (d, x, y) => [mul(d, y), mul(d, x)]);
}

export function div(a: Operand, b: Operand): Value {
  return binary('Div', a, b, (d, _x, y, quotient) => [div(d, y), neg(div(mul(d, quotient), y))]);
}

/** Of equal operands both are the larger: the gradient flows to the first. */
export function max(a: Operand, b: Operand): Value {
  return binary('Max', a, b, (d, x, _y, larger) => chosen(equal(x, larger), d));
}

/** Of equal operands both are the smaller: the gradient flows to the first. */
export function min(a: Operand, b: Operand): Value {
  return binary('Min', a, b, (d, x, _y, smaller) => chosen(equal(x, smaller), d));
}

/** x to the power of a number. */
export function pow(x: Value, exponent: number): Value {
  const y = apply('Pow', [x, x.graph.scalar(x.type, exponent)], {}, x.type, x.dims);
  return differentiable(y, [x], (d) => [mul(d, mul(pow(x, exponent - 1), exponent))]);
}

export function neg(x: Value): Value {
  return unary('Neg', x, (d) => neg(d));
}

/** At 0 the gradient is 0. */
export function abs(x: Value): Value {
  return unary('Abs', x, (d) => sub(where(greater(x, 0), d, 0), where(greater(0, x), d, 0)));
}

export function square(x: Value): Value {
  return mul(x, x);
}

export function sqrt(x: Value): Value {
  return unary('Sqrt', x, (d, y) => div(mul(d, 0.5), y));
}

export function exp(x: Value): Value {
  return unary('Exp', x, (d, y) => mul(d, y));
}

/** Natural logarithm. */
export function log(x: Value): Value {
  return unary('Log', x, (d) => div(d, x));
}

export function floor(x: Value): Value {
  return flat(plain('Floor', x));
}

/** Into [low, high]; within, both included, the gradient flows. */
export function clip(x: Value, low: number, high: number): Value {
  const { graph, type } = x;
  const y = apply('Clip', [x, graph.scalar(type, low), graph.scalar(type, high)], {}, type, x.dims);
  return differentiable(y, [x], (d) => [where(equal(x, y), d, 0)]);
}

/** Whole numbers have no gradient; between floats it is the same. */
export function cast(x: Value, type: TensorType): Value {
  if (x.type === type) return x;
  return flat(apply('Cast', [x], { to: int(elementType[type]) }, type, x.dims));
}

export function greater(a: Operand, b: Operand): Value {
  return compare('Greater', a, b);
}

export function equal(a: Operand, b: Operand): Value {
  return compare('Equal', a, b);
}

/** Entry by entry the one or the other, as the bool says. */
export function where(condition: Value, yes: Operand, no: Operand): Value {
  const [first, second] = operands(yes, no);
  const dims = broadcastDims('Where', condition.dims, broadcastDims('Where', first.dims, second.dims));
  const y = apply('Where', [condition, first, second], {}, first.type, dims);
  return differentiable(y, [first, second], (d) => {
    const [toFirst, toSecond] = chosen(condition, d);
    return [foldTo(toFirst, first), foldTo(toSecond, second)];
  });
}

/** The same value, but no gradient flows back through it. */
export function stopGradient(x: Value): Value {
  return flat(plain('Identity', x));
}

/** The gradient goes to the first of two where the condition holds, else to the second. */
function chosen(condition: Value, gradient: Value): readonly [Value, Value] {
  return [where(condition, gradient, 0), where(condition, 0, gradient)];
}

function plain(op: string, x: Value): Value {
  return apply(op, [x], {}, x.type, x.dims);
}

/** @param backward from the gradient of the result, and the result, to that of x */
export function unary(op: string, x: Value, backward: (gradient: Value, y: Value) => Value): Value {
  const y = plain(op, x);
  return differentiable(y, [x], (gradient) => [backward(gradient, y)]);
}

/** @param backward to the gradients of the operands, in the dims of the result */
function binary(
  op: string,
  a: Operand,
  b: Operand,
  backward: (gradient: Value, x: Value, y: Value, result: Value) => readonly [Value, Value],
): Value {
  const [x, y] = operands(a, b);
  if (x.type !== y.type) throw new Error(`${op} of ${x.type} and ${y.type}`);
  const result = apply(op, [x, y], {}, x.type, broadcastDims(op, x.dims, y.dims));
  return differentiable(result, [x, y], (gradient) => {
    const [toX, toY] = backward(gradient, x, y, result);
    return [foldTo(toX, x), foldTo(toY, y)];
  });
}

function compare(op: string, a: Operand, b: Operand): Value {
  const [x, y] = operands(a, b);
  return flat(apply(op, [x, y], {}, 'bool', broadcastDims(op, x.dims, y.dims)));
}

function operands(a: Operand, b: Operand): [Value, Value] {
  if (typeof a !== 'number') return [a, typeof b === 'number' ? a.graph.scalar(a.type, b) : b];
  if (typeof b !== 'number') return [b.graph.scalar(b.type, a), b];
  throw new Error('two numbers need no graph');
}
