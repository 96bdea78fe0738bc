/** Writes the model packages that are shipped and made by code alone: model.onnx and manifest.json; the cards are written by hand. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';

const root = join(import.meta.dirname, '..');
const { module } = await runnerImport(join(root, 'models/golden/package.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
});
const { folder, onnx, manifest } = module.goldenPackage((bytes) =>
  createHash('sha256').update(bytes).digest('hex'),
);
const path = join(root, 'models/packages', folder);
mkdirSync(path, { recursive: true });
writeFileSync(join(path, 'model.onnx'), onnx);
writeFileSync(join(path, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${path}: ${onnx.length} bytes`);
