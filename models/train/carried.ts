import type { Session, Tensor, Tensors } from '../runtime';

/** The numbers that go from step to step: two sets in turn, one read and the other written. */
export interface Carried {
  /** Runs one step. Where the loss or the gradient is not finite, the numbers stay as they were. */
  step(
    session: Session,
    inputs: Tensors,
    scalars: Readonly<Record<string, number>>,
  ): Promise<{ loss: number; length: number }>;
  /** A copy of one list; empty where there is none of that name. */
  read(name: string): Float32Array;
  copy(): Record<string, Float32Array>;
  restore(values: Readonly<Record<string, Float32Array>>): void;
}

export function openCarried(
  lists: readonly { readonly name: string; readonly size: number }[],
  values: Readonly<Record<string, Float32Array>>,
): Carried {
  const set = () => new Map(lists.map(({ name, size }) => [name, new Float32Array(size)]));
  let [now, next] = [set(), set()];
  const loss = new Float32Array(1);
  const length = new Float32Array(1);
  restore(values);

  function restore(from: Readonly<Record<string, Float32Array>>): void {
    for (const [name, list] of now) {
      const value = from[name];
      if (value?.length !== list.length)
        throw new Error(`${name} has ${value?.length} numbers, not ${list.length}`);
      list.set(value);
    }
  }

  return {
    restore,
    async step(session, inputs, scalars) {
      const feeds: Record<string, Tensor> = { ...inputs };
      for (const [name, value] of Object.entries(scalars)) feeds[name] = vector([], Float32Array.of(value));
      for (const [name, list] of now) feeds[name] = vector([list.length], list);
      const fetch: Record<string, Tensor> = { loss: vector([], loss), length: vector([], length) };
      for (const [name, list] of next) fetch[`next_${name}`] = vector([list.length], list);
      await session.run(feeds, fetch);
      const result = { loss: loss[0] ?? NaN, length: length[0] ?? NaN };
      if (Number.isFinite(result.loss) && Number.isFinite(result.length)) [now, next] = [next, now];
      return result;
    },
    read: (name) => now.get(name)?.slice() ?? new Float32Array(0),
    copy: () => Object.fromEntries([...now].map(([name, list]) => [name, list.slice()])),
  };
}

function vector(dims: readonly number[], data: Float32Array): Tensor {
  return { type: 'float32', dims, data };
}
