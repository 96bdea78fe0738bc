import { copyModel } from '../graph/copy-model';
import type { Runtime, Tensor, Tensors } from '../runtime';
import type { StepGraph } from './step';

/** The training step, loaded, and the numbers that go from step to step. */
export interface Carried {
  /** Runs one step. Where the loss or the gradient is not finite, the numbers stay as they were. */
  step(inputs: Tensors, scalars: Readonly<Record<string, number>>): Promise<{ loss: number; length: number }>;
  /** A copy of one list; empty where there is none of that name. */
  read(name: string): Promise<Float32Array>;
  copy(): Promise<Record<string, Float32Array>>;
  restore(values: Readonly<Record<string, Float32Array>>): void;
  release(): Promise<void>;
}

/** @param values what each list begins with */
export async function openCarried(
  runtime: Runtime,
  { onnx, carried: lists }: Pick<StepGraph, 'onnx' | 'carried'>,
  values: Readonly<Record<string, Float32Array>>,
): Promise<Carried> {
  const loop = await runtime.loop(onnx, lists, copyModel());
  restore(values);

  function restore(from: Readonly<Record<string, Float32Array>>): void {
    for (const { name, size } of lists) {
      const value = from[name];
      if (value?.length !== size) throw new Error(`${name} has ${value?.length} numbers, not ${size}`);
      loop.write(name, value);
    }
  }

  async function read(name: string): Promise<Float32Array> {
    return lists.some((list) => list.name === name) ? loop.read(name) : new Float32Array(0);
  }

  return {
    restore,
    read,
    async step(inputs, scalars) {
      const feeds: Record<string, Tensor> = { ...inputs };
      for (const [name, value] of Object.entries(scalars)) {
        feeds[name] = { type: 'float32', dims: [], data: Float32Array.of(value) };
      }
      const { loss, length } = await loop.run(feeds, ['loss', 'length']);
      const result = { loss: Number(loss?.data[0] ?? NaN), length: Number(length?.data[0] ?? NaN) };
      if (Number.isFinite(result.loss) && Number.isFinite(result.length)) loop.accept();
      return result;
    },
    async copy() {
      const all: Record<string, Float32Array> = {};
      for (const { name } of lists) all[name] = await read(name);
      return all;
    },
    release: () => loop.release(),
  };
}
