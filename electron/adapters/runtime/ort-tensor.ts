import { Tensor as OrtTensor } from 'onnxruntime-node';
import type { Tensor, Tensors, TensorType } from '#models/runtime';

const tensorTypes: readonly string[] = ['float32', 'uint8', 'int32', 'int64', 'bool'] satisfies TensorType[];

export function isTensorType(type: string): type is TensorType {
  return tensorTypes.includes(type);
}

export function toOrt(tensors: Tensors): Record<string, OrtTensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, toOrtTensor(tensor)]));
}

/** The same memory, not a copy. */
export function toOrtTensor({ type, data, dims }: Tensor): OrtTensor {
  // The library's declarations have no bool data but boolean[]; what it takes is bytes.
  return new OrtTensor(type as 'uint8', data as Uint8Array, dims);
}

export function fromOrt(name: string, tensor: unknown): Tensor {
  if (!(tensor instanceof OrtTensor) || !isTensorType(tensor.type))
    throw new Error(`output ${name} is no tensor of ours`);
  const { type, data, dims } = tensor;
  return { type, data, dims } as Tensor;
}
