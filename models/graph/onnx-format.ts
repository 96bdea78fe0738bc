import type { TensorType } from '../runtime';

/**
 * The part of onnx.proto3 (github.com/onnx/onnx, IR version 8) that we write and read:
 * field numbers by message and field.
 */
export const field = {
  model: {
    irVersion: 1,
    producerName: 2,
    producerVersion: 3,
    graph: 7,
    opsetImport: 8,
    training: 20,
    functions: 25,
  },
  opset: { domain: 1, version: 2 },
  graph: { node: 1, name: 2, initializer: 5, input: 11, output: 12, sparseInitializer: 15 },
  node: { input: 1, output: 2, name: 3, opType: 4, attribute: 5 },
  attribute: {
    name: 1,
    float: 2,
    int: 3,
    string: 4,
    tensor: 5,
    graph: 6,
    ints: 8,
    strings: 9,
    tensors: 10,
    graphs: 11,
    type: 20,
    sparse: 22,
    sparses: 23,
  },
  tensor: { dims: 1, dataType: 2, name: 8, rawData: 9, externalData: 13, dataLocation: 14 },
  sparse: { values: 1, indices: 2 },
  training: { initialization: 1, algorithm: 2 },
  function: { node: 7 },
  valueInfo: { name: 1, type: 2 },
  type: { tensor: 1 },
  tensorType: { elementType: 1, shape: 2 },
  shape: { dim: 1 },
  dim: { value: 1, param: 2 },
} as const;

/** AttributeProto.AttributeType */
export const attributeType = { float: 1, int: 2, text: 3, ints: 7, texts: 8 } as const;

/** TensorProto.DataType */
export const elementType = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 } as const satisfies Record<
  TensorType,
  number
>;

/** ONNX 1.13: what operator set 18 came with; ONNX Runtime 1.14 and later take it. */
export const irVersion = 8;
export const opsetVersion = 18;
