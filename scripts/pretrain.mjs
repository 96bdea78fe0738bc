/**
 * Trains the backbone on generated textures and writes it to models/packages/backbone, with its card.
 * `node scripts/pretrain.mjs --epochs=N [--threads=N] [--out=FOLDER]`; an epoch is 200 steps.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { root } from './process.mjs';

const { values } = parseArgs({
  options: {
    epochs: { type: 'string' },
    threads: { type: 'string', default: '2' },
    out: { type: 'string', default: join(root, 'models/packages') },
  },
});
const epochs = Number(values.epochs);
if (!(epochs >= 1)) {
  console.error('Say how long: --epochs=N.');
  process.exit(2);
}

const { pretrain } = await imported('models/backbone/pretrain.ts');
const { backbonePackage } = await imported('models/backbone/package.ts');
const { backboneCard } = await imported('models/backbone/card.ts');
const { createOrtRuntime } = await imported('electron/adapters/runtime/ort-runtime.ts');

const runtime = createOrtRuntime({ provider: 'cpu', threads: Number(values.threads) });
const startMs = performance.now();
const trained = await pretrain({ kind: 'epochs', epochs }, runtime, {
  between: async () => {},
  onProgress: () => {},
  onNote: (sentence) => console.log(sentence),
  nowMs: () => performance.now(),
  freeMemoryBytes: freemem,
  async onCheckpoint({ history }) {
    const { epoch, loss, metrics } = history.at(-1);
    const minutes = (performance.now() - startMs) / 60_000;
    const figures = Object.entries(metrics).map(([name, value]) => `${name} ${value.toFixed(4)}`);
    console.log(
      `epoch ${epoch} of ${epochs}, ${minutes.toFixed(1)} min: loss ${loss.toFixed(3)}, ${figures.join(', ')}`,
    );
  },
});
const command = `node scripts/pretrain.mjs --epochs=${epochs} --threads=${values.threads}`;
const { folder, onnx, manifest } = backbonePackage(trained, command, (bytes) =>
  createHash('sha256').update(bytes).digest('hex'),
);
const path = join(resolve(values.out), folder);
mkdirSync(path, { recursive: true });
writeFileSync(join(path, 'model.onnx'), onnx);
writeFileSync(join(path, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
writeFileSync(join(path, 'card.md'), backboneCard(manifest));
console.log(`${path}: ${onnx.length} bytes`);

async function imported(path) {
  const { module } = await runnerImport(join(root, path), { root, configFile: false, logLevel: 'error' });
  return module;
}
