import { expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { solve } from '#models/golden/solve';
import { encodeModel } from '#models/graph/encode';
import { Graph, numbers } from '#models/graph/graph';

test('the solution of the normal equations fulfils them', async () => {
  const n = 6;
  const graph = new Graph('solve');
  graph.output(
    'x',
    solve(graph.input('matrix', 'float32', [n, n]), graph.input('right', 'float32', [n, 1]), n),
  );
  const session = await createOrtRuntime({ provider: 'cpu', threads: 1 }).load(encodeModel(graph));
  const random = createRandom(4);
  for (let run = 0; run < 20; run++) {
    // BᵀB + I is symmetric and positive definite, whatever B is.
    const b = Array.from({ length: n * n }, () => random.normal(0, 1));
    const matrix = Array.from({ length: n * n }, (_, i) => {
      const [row, column] = [Math.floor(i / n), i % n];
      let sum = row === column ? 1 : 0;
      for (let k = 0; k < n; k++) sum += b[k * n + row]! * b[k * n + column]!;
      return sum;
    });
    const wanted = Array.from({ length: n }, () => random.uniform(-5, 5));
    const right = wanted.map((_, row) =>
      wanted.reduce((sum, value, k) => sum + matrix[row * n + k]! * value, 0),
    );
    const { x } = await session.run({
      matrix: numbers('float32', [n, n], matrix),
      right: numbers('float32', [n, 1], right),
    });
    wanted.forEach((value, i) => expect(Number(x!.data[i])).toBeCloseTo(value, 3));
  }
});
