import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type { Tensor } from '../runtime';
import { elementType, field } from './onnx-format';
import { readStandaloneModel } from './read';

/**
 * The float32 tensors that a model keeps, by their names; those of other types, and those that are not kept as raw bytes,
 * are left out. Throws AppFailure model.malformed where the bytes are not an ONNX model.
 * @param name what the sentences call the model
 */
export function initializersOf(onnx: Uint8Array, name: string): ReadonlyMap<string, Tensor> {
  readStandaloneModel(onnx, name);
  const found = new Map<string, Tensor>();
  for (const graph of messagesIn(onnx, field.model.graph)) {
    for (const bytes of messagesIn(graph, field.graph.initializer)) {
      const read = readTensor(bytes);
      if (read) found.set(read.name, read.tensor);
    }
  }
  return found;
}

function* messagesIn(bytes: Uint8Array, wanted: number): Generator<Uint8Array> {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [no, wireType] = reader.tag();
    if (no === wanted && wireType === WireType.LengthDelimited) yield reader.bytes();
    else reader.skip(wireType, no);
  }
}

function readTensor(bytes: Uint8Array): { name: string; tensor: Tensor } | null {
  const reader = new BinaryReader(bytes);
  const dims: number[] = [];
  let [name, type] = ['', 0];
  let raw: Uint8Array | null = null;
  while (reader.pos < reader.len) {
    const [no, wireType] = reader.tag();
    if (no === field.tensor.dims && wireType === WireType.Varint) dims.push(Number(reader.int64()));
    else if (no === field.tensor.dims) dims.push(...packed(reader.bytes()));
    else if (no === field.tensor.dataType) type = reader.int32();
    else if (no === field.tensor.name) name = reader.string();
    else if (no === field.tensor.rawData) raw = reader.bytes();
    else reader.skip(wireType, no);
  }
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (type !== elementType.float32 || raw?.length !== 4 * size) return null;
  // A copy of its own: the bytes need not lie on a multiple of four.
  return { name, tensor: { type: 'float32', dims, data: new Float32Array(new Uint8Array(raw).buffer) } };
}

function packed(bytes: Uint8Array): number[] {
  const reader = new BinaryReader(bytes);
  const values: number[] = [];
  while (reader.pos < reader.len) values.push(Number(reader.int64()));
  return values;
}
