import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Tensor, TensorType } from '../runtime';
import type { Attribute } from './attribute';
import type { Dim, Graph, Node } from './graph';
import { attributeType, elementType, field, irVersion, opsetVersion } from './onnx-format';

/**
 * A graph as the bytes of an .onnx file: the same graph always gives the same bytes. What no output needs is left out.
 */
export function encodeModel(graph: Graph): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  number(writer, field.model.irVersion, irVersion);
  string(writer, field.model.producerName, 'loupe');
  message(writer, field.model.graph, () => writeGraph(writer, graph));
  message(writer, field.model.opsetImport, () => {
    string(writer, field.opset.domain, '');
    number(writer, field.opset.version, opsetVersion);
  });
  return writer.finish();
}

function writeGraph(writer: BinaryWriter, graph: Graph): void {
  // An output has a name of its own: the node that makes it writes under that name.
  const nameOf = new Map(graph.outputs.map(({ name, value }) => [value.name, name]));
  if (nameOf.size !== graph.outputs.length) throw new Error(`${graph.name} gives one value as two outputs`);
  const named = (name: string) => nameOf.get(name) ?? name;

  const needed = neededBy(graph);
  for (const node of graph.nodes) {
    if (node.outputs.some(({ name }) => needed.has(name)))
      message(writer, field.graph.node, () => writeNode(writer, node, named));
  }
  string(writer, field.graph.name, graph.name);
  for (const { value, tensor } of graph.constants) {
    if (needed.has(value.name))
      message(writer, field.graph.initializer, () => writeTensor(writer, value.name, tensor));
  }
  for (const { name, type, dims } of graph.inputs) {
    message(writer, field.graph.input, () => writeValueInfo(writer, name, type, dims));
  }
  for (const { name, value } of graph.outputs) {
    message(writer, field.graph.output, () => writeValueInfo(writer, name, value.type, value.dims));
  }
}

/** The names of all values on the way to an output. */
export function neededBy({ nodes, outputs }: Graph): Set<string> {
  const needed = new Set(outputs.map(({ value }) => value.name));
  for (const node of nodes.toReversed()) {
    if (!node.outputs.some(({ name }) => needed.has(name))) continue;
    for (const input of node.inputs) if (input) needed.add(input.name);
  }
  return needed;
}

function writeNode(writer: BinaryWriter, node: Node, named: (name: string) => string): void {
  for (const input of node.inputs) string(writer, field.node.input, input ? named(input.name) : '');
  for (const output of node.outputs) string(writer, field.node.output, named(output.name));
  string(writer, field.node.opType, node.op);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    message(writer, field.node.attribute, () => writeAttribute(writer, name, attribute));
  }
}

function writeAttribute(writer: BinaryWriter, name: string, attribute: Attribute): void {
  string(writer, field.attribute.name, name);
  switch (attribute.kind) {
    case 'float':
      writer.tag(field.attribute.float, WireType.Bit32).float(attribute.value);
      break;
    case 'int':
      number(writer, field.attribute.int, attribute.value);
      break;
    case 'text':
      string(writer, field.attribute.string, attribute.value);
      break;
    case 'ints':
      for (const value of attribute.value) number(writer, field.attribute.ints, value);
      break;
    case 'texts':
      for (const value of attribute.value) string(writer, field.attribute.strings, value);
      break;
  }
  number(writer, field.attribute.type, attributeType[attribute.kind]);
}

function writeTensor(writer: BinaryWriter, name: string, { type, dims, data }: Tensor): void {
  for (const dim of dims) number(writer, field.tensor.dims, dim);
  number(writer, field.tensor.dataType, elementType[type]);
  string(writer, field.tensor.name, name);
  // raw_data is little-endian, as every machine is that we run on.
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  writer.tag(field.tensor.rawData, WireType.LengthDelimited).bytes(bytes);
}

function writeValueInfo(writer: BinaryWriter, name: string, type: TensorType, dims: readonly Dim[]): void {
  string(writer, field.valueInfo.name, name);
  message(writer, field.valueInfo.type, () =>
    message(writer, field.type.tensor, () => {
      number(writer, field.tensorType.elementType, elementType[type]);
      message(writer, field.tensorType.shape, () => {
        for (const dim of dims) message(writer, field.shape.dim, () => writeDim(writer, dim));
      });
    }),
  );
}

function writeDim(writer: BinaryWriter, dim: Dim): void {
  if (typeof dim === 'number') number(writer, field.dim.value, dim);
  else if (dim !== '') string(writer, field.dim.param, dim);
}

function number(writer: BinaryWriter, no: number, value: number): void {
  writer.tag(no, WireType.Varint).int64(value);
}

function string(writer: BinaryWriter, no: number, value: string): void {
  writer.tag(no, WireType.LengthDelimited).string(value);
}

function message(writer: BinaryWriter, no: number, write: () => void): void {
  writer.tag(no, WireType.LengthDelimited).fork();
  write();
  writer.join();
}
