import { Tensor as OrtTensor, type InferenceSession } from 'onnxruntime-node';
import type { CarriedList, Loop } from '#models/runtime';
import { fromOrt, toOrt } from './ort-tensor';

/** The output that becomes the list. */
export const nextOf = (name: string): string => `next_${name}`;

/** On the processor: two sets of lists take turns, one is read while the other is written. */
export function loopOnCpu(ort: InferenceSession, lists: readonly CarriedList[]): Loop {
  let now = emptyLists(lists);
  let next = emptyLists(lists);
  return {
    async run(feeds, wanted) {
      const places: Record<string, OrtTensor | null> = {};
      for (const name of wanted) places[name] = null;
      for (const [name, list] of next) places[nextOf(name)] = list;
      const results = await ort.run({ ...toOrt(feeds), ...Object.fromEntries(now) }, places);
      return outputsOf(results, wanted);
    },
    accept: () => void ([now, next] = [next, now]),
    read: async (name) => numbersOf(listIn(now, name)).slice(),
    write: (name, values) => numbersOf(listIn(now, name)).set(values),
    release: () => ort.release(),
  };
}

/**
 * On a GPU: the lists that a run gives stay there; what they take the place of is given back.
 * @param reader gives `copy` of its input `list`: ONNX Runtime for Node has no other way to read what is on a GPU
 */
export function loopOnGpu(
  ort: InferenceSession,
  lists: readonly CarriedList[],
  reader: InferenceSession,
): Loop {
  let now = emptyLists(lists);
  let next = new Map<string, OrtTensor>();
  return {
    async run(feeds, wanted) {
      dispose(next);
      const names = [...wanted, ...lists.map(({ name }) => nextOf(name))];
      const results = await ort.run({ ...toOrt(feeds), ...Object.fromEntries(now) }, names);
      next = new Map(lists.map(({ name }) => [name, results[nextOf(name)] as OrtTensor]));
      return outputsOf(results, wanted);
    },
    accept() {
      [now, next] = [next, now];
      dispose(next);
    },
    async read(name) {
      const { copy } = await reader.run({ list: listIn(now, name) });
      return numbersOf(copy as OrtTensor).slice();
    },
    write(name, values) {
      listIn(now, name).dispose();
      now.set(name, listOf(values.slice()));
    },
    async release() {
      [now, next].forEach(dispose);
      await Promise.all([ort.release(), reader.release()]);
    },
  };
}

function emptyLists(lists: readonly CarriedList[]): Map<string, OrtTensor> {
  return new Map(lists.map(({ name, size }) => [name, listOf(new Float32Array(size))]));
}

function listOf(values: Float32Array): OrtTensor {
  return new OrtTensor('float32', values, [values.length]);
}

function listIn(lists: ReadonlyMap<string, OrtTensor>, name: string): OrtTensor {
  const list = lists.get(name);
  if (!list) throw new Error(`${name} is not carried`);
  return list;
}

function numbersOf({ data }: OrtTensor): Float32Array {
  return data as Float32Array;
}

function outputsOf(results: InferenceSession.ReturnType, wanted: readonly string[]) {
  return Object.fromEntries(wanted.map((name) => [name, fromOrt(name, results[name])]));
}

function dispose(lists: Map<string, OrtTensor>): void {
  for (const list of lists.values()) list.dispose();
  lists.clear();
}
