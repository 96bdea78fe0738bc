import { expect, test } from 'vitest';
import { Graph } from '#models/graph/graph';
import { add, mul } from '#models/graph/ops/elementwise';
import { demandMemory, memoryOf } from '#models/train/memory';

/** The estimate is 1.5 times what is alive at once and 65 MB. */
const aliveBytes = (graph: Graph) => (memoryOf(graph) - 65e6) / 1.5;

test('counts what is alive at once, not all that is ever made', () => {
  const graph = new Graph('chain');
  let value = graph.input('x', 'float32', [250]);
  for (let i = 0; i < 10; i++) value = add(value, value);
  graph.output('y', value);
  // The input, and two links of the chain: what a node reads and what it makes.
  expect(aliveBytes(graph)).toBe(3000);
});

test('a value that is read late stays; constants and outputs stay; what no output needs does not count', () => {
  const graph = new Graph('skip');
  const x = graph.input('x', 'float32', [10, 25]);
  const twos = Array.from({ length: 25 }, () => 2);
  const kept = mul(x, graph.float([25], twos));
  let value = x;
  for (let i = 0; i < 3; i++) value = add(value, value);
  mul(kept, kept);
  graph.output('y', add(value, kept));
  // The input, the constant, what is kept, and two links of the chain.
  expect(aliveBytes(graph)).toBe(1000 + 100 + 1000 + 2000);
});

test('what does not fit into the free memory is refused with what to choose instead', () => {
  demandMemory(8e9, 9e9);
  demandMemory(1e15, Infinity);
  expect(() => demandMemory(8.4e9, 9e9)).toThrow(
    'This training needs about 8.4 GB of memory and 9.0 GB are free: choose a smaller size of the pictures or a faster ' +
      'quality, or close other programs.',
  );
  expect(() => demandMemory(2e9, 1e9)).toThrow(
    expect.objectContaining({ error: expect.objectContaining({ code: 'training.memory' }) }),
  );
});
