import { AppFailure } from '#shared/contract/errors';
import { neededBy } from '../graph/encode';
import type { Graph, Value } from '../graph/graph';
import type { TensorType } from '../runtime';

const bytesOf: Readonly<Record<TensorType, number>> = { float32: 4, int32: 4, int64: 8, uint8: 1, bool: 1 };

/**
 * Bytes that one run of the graph takes: the most that is alive at once while its nodes run in their order, each value
 * from the node that makes it to the last that reads it, inputs, outputs and constants all the while; and what ONNX
 * Runtime takes besides. Free sizes count as 1.
 */
export function memoryOf(graph: Graph): number {
  const needed = neededBy(graph);
  const nodes = graph.nodes.filter(({ outputs }) => outputs.some(({ name }) => needed.has(name)));
  const lastReader = new Map<string, number>();
  nodes.forEach(({ inputs }, i) => inputs.forEach((input) => input && lastReader.set(input.name, i)));
  for (const { value } of graph.outputs) lastReader.set(value.name, Infinity);

  const constants = graph.constants.filter(({ value }) => needed.has(value.name)).map(({ value }) => value);
  let alive = [...constants, ...graph.inputs].reduce((sum, value) => sum + sizeOf(value), 0);
  let most = alive;
  const ending = new Map<number, number>();
  nodes.forEach(({ outputs }, i) => {
    for (const output of outputs) {
      const size = sizeOf(output);
      const end = lastReader.get(output.name) ?? i;
      alive += size;
      ending.set(end, (ending.get(end) ?? 0) + size);
    }
    most = Math.max(most, alive);
    alive -= ending.get(i) ?? 0;
  });
  return most * overhead + sessionBytes;
}

/**
 * What a process grows by in its first steps: a session of its own, and a multiple of what is alive at once, for scratch
 * memory and the gaps in the arena. Measured with tests/bench/training-memory.bench.ts: 1.3 to 1.5.
 */
const overhead = 1.5;
const sessionBytes = 65e6;

/** A part of what is free stays for everything else. */
const usableShare = 0.9;

/** Throws AppFailure training.memory, before the machine begins to swap or ends the process. */
export function demandMemory(neededBytes: number, freeBytes: number): void {
  if (neededBytes <= usableShare * freeBytes) return;
  const gb = (bytes: number) => (bytes / 1e9).toFixed(1);
  throw new AppFailure(
    'training.memory',
    `This training needs about ${gb(neededBytes)} GB of memory and ${gb(freeBytes)} GB are free: ` +
      'choose a smaller size of the pictures or a faster quality, or close other programs.',
    { neededGb: gb(neededBytes), freeGb: gb(freeBytes) },
  );
}

function sizeOf({ type, dims }: Value): number {
  return dims.reduce<number>((size, dim) => size * (typeof dim === 'number' ? dim : 1), bytesOf[type]);
}
