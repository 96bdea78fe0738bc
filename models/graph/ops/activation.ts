import { float, int } from '../attribute';
import { apply, differentiable, type Value } from '../graph';
import { abs, add, cast, div, exp, greater, log, mul, square, sub, unary, where } from './elementwise';
import { reduceMax, reduceSum } from './reduce';

/*
 * Elementwise work is bound by memory: each gradient is stated in the form that goes over it the fewest times, out of
 * what the forward pass has made anyway.
 */

/** max(x, 0); at 0 the gradient is 0. */
export function relu(x: Value): Value {
  // A product is half the price of a choice.
  return unary('Relu', x, (d, y) => mul(d, cast(greater(y, 0), 'float32')));
}

/** x, below 0 slope · x (Maas et al. 2013). */
export function leakyRelu(x: Value, slope = 0.01): Value {
  const y = apply('LeakyRelu', [x], { alpha: float(slope) }, x.type, x.dims);
  return differentiable(y, [x], (d) => [where(greater(x, 0), d, mul(d, slope))]);
}

/** 1 / (1 + e⁻ˣ). */
export function sigmoid(x: Value): Value {
  return unary('Sigmoid', x, (d, y) => mul(d, sub(y, square(y))));
}

export function tanh(x: Value): Value {
  return unary('Tanh', x, (d, y) => mul(d, sub(1, square(y))));
}

/** log(1 + eˣ), without overflow. */
export function softplus(x: Value): Value {
  return unary('Softplus', x, (d) => mul(d, sigmoid(x)));
}

/** x · sigmoid(x), also known as swish (Elfwing et al. 2017). */
export function silu(x: Value): Value {
  const gate = sigmoid(x);
  const y = mul(x, gate);
  // y′ = s + x · s · (1 − s) = s + y − y · s
  return differentiable(y, [x], (d) => [mul(d, add(gate, sub(y, mul(y, gate))))]);
}

/** x · min(max(x / 6 + 1/2, 0), 1) (Howard et al. 2019). */
export function hardSwish(x: Value): Value {
  const gate = apply('HardSigmoid', [x], { alpha: float(1 / 6), beta: float(0.5) }, x.type, x.dims);
  const y = mul(x, gate);
  // Between -3 and 3 y′ = x / 3 + 1/2 = 2 · gate − 1/2; beyond, it is the gate itself: 0 or 1.
  return differentiable(y, [x], (d) => [mul(d, where(greater(3, abs(x)), sub(mul(gate, 2), 0.5), gate))]);
}

/** x · Φ(x), Φ the normal distribution (Hendrycks and Gimpel 2016), by the error function. */
export function gelu(x: Value): Value {
  // Written as ONNX Runtime knows it, which then serves it in one pass.
  const twice = add(apply('Erf', [div(x, Math.SQRT2)], {}, x.type, x.dims), 1);
  const y = mul(mul(x, 0.5), twice);
  // y′ = Φ + x · φ, φ = e^(−x²/2) / √(2π)
  return differentiable(y, [x], (d) => {
    const density = mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
    return [mul(d, add(mul(twice, 0.5), mul(x, density)))];
  });
}

/** eˣ over the sum of all along the axis. */
export function softmax(x: Value, axis = -1): Value {
  const y = apply('Softmax', [x], { axis: int(axis) }, x.type, x.dims);
  return differentiable(y, [x], (d) => {
    return [mul(y, sub(d, reduceSum(mul(d, y), [axis])))];
  });
}

/** The logarithm of softmax, as x − max − log Σ e^(x − max): LogSoftmax itself is not there on every provider. */
export function logSoftmax(x: Value, axis = -1): Value {
  const low = sub(x, reduceMax(x, [axis]));
  const y = sub(low, log(reduceSum(exp(low), [axis])));
  return differentiable(y, [x], (d) => [sub(d, mul(exp(y), reduceSum(d, [axis])))]);
}
