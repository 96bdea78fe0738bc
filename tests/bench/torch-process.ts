import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A script of tests/bench/torch at work in a Python of its own. */
export interface TorchProcess {
  readonly version: string;
  /** One request, one answer, one at a time; `kind` names the handler. Throws where the script dies (see stderr). */
  ask<Answer>(request: { readonly kind: string; readonly [key: string]: unknown }): Promise<Answer>;
  /** Hands numbers over as a raw float32 file; gives its path. */
  floats(name: string, values: Float32Array): Promise<string>;
  /** Highest resident size so far, libraries and all. */
  peakBytes(): Promise<number>;
  close(): Promise<void>;
}

/** The second is Debian's own, where another Python comes first in the path. */
const pythons = ['python3', '/usr/bin/python3'];
/** Without OpenBLAS Debian's PyTorch multiplies matrices with the reference BLAS: no measure of anything. */
const packages = 'python3-torch libopenblas0';

/** Starts tests/bench/torch/<script>.py; null, and one line that says so, where there is no PyTorch. */
export async function startTorch(script: string, threads: number): Promise<TorchProcess | null> {
  for (const python of pythons) {
    const started = await startWith(python, script, threads);
    if (started) return started;
  }
  console.log(`There is no PyTorch here: ours is measured alone. On Debian: apt-get install ${packages}`);
  return null;
}

async function startWith(python: string, script: string, threads: number): Promise<TorchProcess | null> {
  const path = join(process.cwd(), 'tests/bench/torch', `${script}.py`);
  // PyTorch and the products below it have threads of their own; those that spin are slow where cores are shared.
  const [OMP_NUM_THREADS, OPENBLAS_NUM_THREADS] = [`${threads}`, `${threads}`];
  const env = { ...process.env, OMP_NUM_THREADS, OPENBLAS_NUM_THREADS, OMP_WAIT_POLICY: 'passive' };
  const child = spawn(python, ['-B', path], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const starts = once(child, 'spawn').then(() => true);
  if (!(await starts.catch(() => false))) return null; // there is no such program
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'exit');

  async function answer<Answer>(): Promise<Answer> {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${script}.py ended without an answer`);
    return JSON.parse(value) as Answer;
  }

  const { torch: version, openblas } = await answer<{ torch: string | null; openblas: boolean }>();
  if (version === null) return null;
  if (!openblas)
    console.log(`PyTorch is ten times slower than it can be. On Debian: apt-get install ${packages}`);
  const folder = await mkdtemp(join(tmpdir(), 'loupe-torch-'));

  const ask: TorchProcess['ask'] = (request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    return answer();
  };
  return {
    version,
    ask,
    async floats(name, values) {
      const file = join(folder, `${name}.f32`);
      await writeFile(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      return file;
    },
    peakBytes: async () => (await ask<{ peakBytes: number }>({ kind: 'memory' })).peakBytes,
    async close() {
      child.stdin.end();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
