import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { modelManifest } from '#shared/domain/model';
import { goldenPackage } from '#models/golden/package';

const packages = join(import.meta.dirname, '../../../models/packages');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('what is shipped is what the code makes now (node scripts/package-models.mjs writes it)', () => {
  const { folder, onnx, manifest } = goldenPackage(sha256);
  expect(sha256(readFileSync(join(packages, folder, 'model.onnx')))).toBe(sha256(onnx));
  expect(readFileSync(join(packages, folder, 'manifest.json'), 'utf8')).toBe(
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
});

test('each shipped package has a sound manifest for its model, and a card', () => {
  const folders = readdirSync(packages).flatMap((name) =>
    readdirSync(join(packages, name)).map((version) => [name, version] as const),
  );
  expect(folders.length).toBeGreaterThan(0);
  for (const [name, version] of folders) {
    const folder = join(packages, name, version);
    expect(readdirSync(folder).sort()).toEqual(['card.md', 'manifest.json', 'model.onnx']);
    const manifest = modelManifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
    expect([manifest.name, manifest.version]).toEqual([name, version]);
    expect(manifest.sha256).toBe(sha256(readFileSync(join(folder, 'model.onnx'))));
  }
});
