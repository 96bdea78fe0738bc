import { defineConfig } from 'vitest/config';

/** Files of a kind of test; each kind is a folder of tests/. */
const files = (kind: string): string[] => [`tests/${kind}/**/*.test.{ts,tsx}`];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: files('unit'), testTimeout: 60_000, sequence: { groupOrder: 0 } } },
      { test: { name: 'flow', include: files('flow'), testTimeout: 60_000, sequence: { groupOrder: 0 } } },
      {
        test: {
          name: 'contract',
          include: files('contract'),
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // What is learnt on a GPU is what is learnt on the processor: the ops, their gradients, the losses, the cells.
        test: {
          name: 'webgpu',
          include: [
            ...files('webgpu'),
            ...['activation', 'convolution', 'loss', 'recurrent'].map(
              (ops) => `tests/unit/models/graph/${ops}.test.ts`,
            ),
          ],
          env: { LOUPE_PROVIDER: 'webgpu' },
          testTimeout: 60_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        // Windows and browsers one after the other: side by side on a small machine they time each other out.
        test: {
          name: 'e2e',
          include: files('e2e'),
          testTimeout: 90_000,
          hookTimeout: 90_000,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
