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
  private readonly scalars = new Map<string, Value>();

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

  constant(tensor: Tensor): Value {
    const value = {
      graph: this,
      name: `constant_${this.constants.length}`,
      type: tensor.type,
      dims: tensor.dims,
    };
    this.constants.push({ value, tensor });
    return value;
  }

  /** A number as a tensor without dimensions; equal numbers share one constant. */
  scalar(type: TensorType, number: number): Value {
    const key = `${type} ${number}`;
    let value = this.scalars.get(key);
    if (!value) {
      value = this.constant(numbers(type, [], [number]));
      this.scalars.set(key, value);
    }
    return value;
  }

  float(dims: readonly number[], values: readonly number[]): Value {
    return this.constant(numbers('float32', dims, values));
  }

  /** A list of whole numbers, as the ops take shapes, axes and positions. */
  list(values: readonly number[]): Value {
    return this.constant(numbers('int64', [values.length], values));
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
