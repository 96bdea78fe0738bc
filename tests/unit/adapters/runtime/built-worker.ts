import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../../..');

/** Puts a worker's TypeScript together, so that a test can start it without a build of the program. */
export async function builtWorker(source = 'electron/workers/inference-worker.ts'): Promise<URL> {
  const id = createHash('sha256').update(`${source} ${process.pid}`).digest('hex').slice(0, 12);
  const outDir = join(root, 'node_modules/.cache/test-workers', id);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, source),
      outDir,
      target: 'node20.18',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'worker.js' } },
    },
  });
  return pathToFileURL(join(outDir, 'worker.js'));
}
