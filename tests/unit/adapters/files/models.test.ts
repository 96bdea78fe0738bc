import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createModels, type ModelFolders } from '#electron/adapters/files/models';
import { newFolder } from './scratch';

const onnx = Buffer.from('not really a graph');

function manifestOf(some: object = {}): object {
  return {
    formatVersion: 1,
    name: 'pcb-golden',
    version: '1.0.0',
    task: 'golden',
    labels: ['short'],
    input: { layout: 'nchw', type: 'uint8', channels: 1, widthPx: null, heightPx: null },
    golden: true,
    licence: 'Apache-2.0',
    sha256: createHash('sha256').update(onnx).digest('hex'),
    runtime: '1.30.0',
    ...some,
  };
}

function newRoots(): { shipped: string; registered: string; models: ModelFolders } {
  const folder = newFolder();
  const roots = { shipped: join(folder, 'shipped'), registered: join(folder, 'registered') };
  return { ...roots, models: createModels(roots) };
}

function addPackage(
  root: string,
  path = 'pcb-golden/1.0.0',
  manifest: unknown = manifestOf(),
  model = onnx,
): string {
  const folder = join(root, path);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'manifest.json'),
    typeof manifest === 'string' ? manifest : JSON.stringify(manifest),
  );
  writeFileSync(join(folder, 'model.onnx'), model);
  return folder;
}

test('packages of both roots are listed and opened; malformed ones are told', async () => {
  const { shipped, registered, models } = newRoots();
  expect(await models.list()).toEqual([]);
  addPackage(shipped);
  addPackage(registered, 'mine/2.1.0', manifestOf({ name: 'mine', version: '2.1.0' }));
  addPackage(registered, 'broken/1.0.0', '{');
  addPackage(registered, 'renamed/1.0.0');
  expect((await models.list()).map(({ name, version }) => `${name}@${version}`)).toEqual([
    'pcb-golden@1.0.0',
    'mine@2.1.0',
  ]);
  const { manifest, onnx: bytes } = await models.open({ name: 'mine', version: '2.1.0' });
  expect(manifest.labels).toEqual(['short']);
  expect(Buffer.from(bytes).equals(onnx)).toBe(true);
  const told = await models.checks();
  expect(told.map(({ name }) => name)).toEqual(['model broken@1.0.0', 'model renamed@1.0.0']);
  expect(told[1]?.detail).toMatch(/its manifest is of pcb-golden@1.0.0/);
});

test('what is not a sound package is refused with its reason', async () => {
  const { shipped, registered, models } = newRoots();
  const folder = newFolder();
  const missing = { error: { code: 'model.missing' } };
  await expect(models.open({ name: 'nowhere', version: '1.0.0' })).rejects.toMatchObject(missing);
  await expect(models.open({ name: '../shipped/pcb-golden', version: '1.0.0' })).rejects.toMatchObject(
    missing,
  );
  await expect(models.openFolder(join(folder, 'nowhere'))).rejects.toMatchObject(missing);

  const why = (path: string): Promise<string> =>
    models.openFolder(path).then(
      () => 'opened',
      (thrown: Error) => thrown.message,
    );
  expect(await why(addPackage(registered, 'a/1.0.0', manifestOf({ task: 'guess' })))).toMatch(/task/);
  expect(await why(addPackage(registered, 'b/1.0.0', manifestOf(), Buffer.from('changed')))).toMatch(
    /SHA-256 differs/,
  );
  expect(await why(addPackage(registered, 'c/1.0.0', ' '.repeat(1_000_001)))).toMatch(/larger than 1000000/);
  expect(await why(folder)).toMatch(/manifest.json is missing/);

  const secret = join(folder, 'secret');
  writeFileSync(secret, onnx);
  const linked = join(shipped, 'linked/1.0.0');
  mkdirSync(linked, { recursive: true });
  writeFileSync(join(linked, 'manifest.json'), JSON.stringify(manifestOf()));
  symlinkSync(secret, join(linked, 'model.onnx'));
  expect(await why(linked)).toMatch(/link out of the package/);
  const directory = addPackage(registered, 'd/1.0.0');
  mkdirSync(join(registered, 'e/1.0.0/model.onnx'), { recursive: true });
  writeFileSync(join(registered, 'e/1.0.0/manifest.json'), JSON.stringify(manifestOf()));
  expect(await why(join(registered, 'e/1.0.0'))).toMatch(/model.onnx is no file/);
  expect(await why(directory)).toBe('opened');
});
