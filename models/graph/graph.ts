import type { Tensor, TensorType } from '../runtime';
import type { Attributes } from './attribute';

/** A size: a number, the name of a size that is free, or '' where it is free and has no name. */
export type Dim = number | string;
export const unknownDim = '';

/** Something that a graph computes: the result of a node, an input or a constant. */
export interface Value {
  readonly graph: Graph;
  readonly name: string;
  readonly type: TensorType;
  readonly dims: readonly Dim[];
}

/** An ONNX operator at work. An input that is left out is null. */
export interface Node {
  readonly op: string;
  readonly inputs: readonly (Value | null)[];
  readonly attributes: Attributes;
  readonly outputs: readonly Value[];
}

/** How gradients flow back through something that was made of values. */
export interface Differentiable {
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  /**
   * From the gradients of the outputs, null where none arrived, to those of the inputs, null where none leaves.
   * A gradient has the dims of its value.
   */
  backward(gradients: readonly (Value | null)[]): readonly (Value | null)[];
}

export interface Constant {
  readonly value: Value;
  readonly tensor: Tensor;
}

/**
 * A graph while it is being written. Nodes are kept in the order in which they are made, so that each comes after
 * those it needs and the same code always gives the same graph. The ops (folder ops/) are functions of values.
 */
export class Graph {
  readonly inputs: Value[] = [];
  readonly outputs: { readonly name: string; readonly value: Value }[] = [];
  readonly constants: Constant[] = [];
  readonly nodes: Node[] = [];
  /** In the order in which they were made; of two with one output the later counts. */
  readonly differentiables: Differentiable[] = [];
  private readonly shared = new Map<string, Value>();

  constructor(readonly name: string) {}

  input(name: string, type: TensorType, dims: readonly Dim[]): Value {
    const value = { graph: this, name, type, dims };
    this.inputs.push(value);
    return value;
  }

  /** Makes the value an output of the graph under this name. */
  output(name: string, value: Value): void {
    this.outputs.push({ name, value });
  }

  /** @param name what the file shall call it; unlike any other */
  constant(tensor: Tensor, name = `constant_${this.constants.length}`): Value {
    const value = {
      graph: this,
      name,
      type: tensor.type,
      dims: tensor.dims,
    };
    this.constants.push({ value, tensor });
    return value;
  }

  /** A number as a tensor without dimensions; equal numbers share one constant. */
  scalar(type: TensorType, number: number): Value {
    return this.once(`${type} ${number}`, () => numbers(type, [], [number]));
  }

  float(dims: readonly number[], values: readonly number[]): Value {
    return this.constant(numbers('float32', dims, values));
  }

  /** A list of whole numbers, as the ops take shapes, axes and positions; equal lists share one constant. */
  list(values: readonly number[]): Value {
    return this.once(`[${values.join(' ')}]`, () => numbers('int64', [values.length], values));
  }

  private once(key: string, make: () => Tensor): Value {
    let value = this.shared.get(key);
    if (!value) {
      value = this.constant(make());
      this.shared.set(key, value);
    }
    return value;
  }

  /** Adds a node and gives its outputs. For the ops; a graph is written with those. */
  apply(
    op: string,
    inputs: readonly (Value | null)[],
    attributes: Attributes,
    outputs: readonly { readonly type: TensorType; readonly dims: readonly Dim[] }[],
  ): Value[] {
    if (inputs.some((input) => input && input.graph !== this)) {
      throw new Error(`${op} in ${this.name} was given a value of another graph`);
    }
    const values = outputs.map(({ type, dims }, i) => ({
      graph: this,
      name: `${op}_${this.nodes.length}${i > 0 ? `_${i}` : ''}`,
      type,
      dims,
    }));
    this.nodes.push({ op, inputs, attributes, outputs: values });
    return values;
  }
}

/** Adds a node that has one output. */
export function apply(
  op: string,
  inputs: readonly [Value, ...(Value | null)[]],
  attributes: Attributes,
  type: TensorType,
  dims: readonly Dim[],
): Value {
  const [value] = inputs[0].graph.apply(op, inputs, attributes, [{ type, dims }]);
  if (!value) throw new Error(`${op} has no output`);
  return value;
}

/**
 * Says how the gradient flows back through a value. An op that is made of others may say it for the whole: what is
 * said last counts.
 */
export function differentiable(
  output: Value,
  inputs: readonly Value[],
  backward: (gradient: Value) => readonly (Value | null)[],
): Value {
  output.graph.differentiables.push({
    inputs,
    outputs: [output],
    backward: ([gradient]) => (gradient ? backward(gradient) : inputs.map(() => null)),
  });
  return output;
}

/** Says that a value does not change with what it is made of, as seen by a gradient. */
export function flat(output: Value): Value {
  return differentiable(output, [], () => []);
}

/** A tensor of the given numbers; true is any number but 0. */
export function numbers(type: TensorType, dims: readonly number[], values: readonly number[]): Tensor {
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (size !== values.length) throw new Error(`${values.length} numbers do not fill [${dims.join(', ')}]`);
  switch (type) {
    case 'float32':
      return { type, dims, data: Float32Array.from(values) };
    case 'int32':
      return { type, dims, data: Int32Array.from(values) };
    case 'int64':
      return { type, dims, data: BigInt64Array.from(values, BigInt) };
    case 'uint8':
      return { type, dims, data: Uint8Array.from(values) };
    case 'bool':
      return { type, dims, data: Uint8Array.from(values, (value) => (value === 0 ? 0 : 1)) };
  }
}
