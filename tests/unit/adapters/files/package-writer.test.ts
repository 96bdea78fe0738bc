import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createModels } from '#electron/adapters/files/models';
import { isFree, makeRoom, writePackage } from '#electron/adapters/files/package-writer';
import { manifest as anyManifest } from '../../../flow/fake-ports';
import { newFolder } from './scratch';

const onnx = Buffer.from('a graph');
const files = {
  manifest: { ...anyManifest, sha256: createHash('sha256').update(onnx).digest('hex') },
  onnx,
  card: '# fake@1.0.0\n',
};

test('a package is written whole, into a new folder or an empty one, and nothing else stays', async () => {
  const root = newFolder();
  mkdirSync(join(root, 'empty'));
  expect(await writePackage(join(root, 'a/b/new'), files)).toBe(true);
  expect(await writePackage(join(root, 'empty'), files)).toBe(true);
  expect(readdirSync(join(root, 'a/b'))).toEqual(['new']);
  expect(readdirSync(root).toSorted()).toEqual(['a', 'empty']);
  expect(readdirSync(join(root, 'empty')).toSorted()).toEqual(['card.md', 'manifest.json', 'model.onnx']);
  const opened = await createModels({ shipped: root, registered: root }).openFolder(join(root, 'empty'));
  expect(opened.manifest).toEqual(files.manifest);
  expect(Buffer.from(opened.onnx).equals(onnx)).toBe(true);
});

test('what is there already stays as it is', async () => {
  const root = newFolder();
  mkdirSync(join(root, 'taken'));
  writeFileSync(join(root, 'taken/mine.txt'), 'mine');
  writeFileSync(join(root, 'file'), 'mine');
  for (const name of ['taken', 'file']) {
    expect(await isFree(join(root, name))).toBe(false);
    expect(await writePackage(join(root, name), files)).toBe(false);
  }
  expect(readdirSync(join(root, 'taken'))).toEqual(['mine.txt']);
  expect(readFileSync(join(root, 'file'), 'utf8')).toBe('mine');
  expect(readdirSync(root).toSorted()).toEqual(['file', 'taken']);
});

test('what a killed process left half written is overwritten', async () => {
  const root = newFolder();
  mkdirSync(join(root, '.new.part-package'));
  writeFileSync(join(root, '.new.part-package/model.onnx'), 'half');
  expect(await writePackage(join(root, 'new'), files)).toBe(true);
  expect(readFileSync(join(root, 'new/model.onnx'), 'utf8')).toBe('a graph');
  expect(readdirSync(root)).toEqual(['new']);
});

test('a package registers under its name and version once', async () => {
  const root = newFolder();
  const models = createModels({ shipped: join(root, 'shipped'), registered: join(root, 'registered') });
  expect(await models.register(files)).toBe(true);
  expect(await models.register(files)).toBe(false);
  expect(await models.list()).toEqual([files.manifest]);
});

test.skipIf(process.platform === 'win32')('a folder that cannot be made is told in a sentence', async () => {
  const root = newFolder();
  writeFileSync(join(root, 'file'), '');
  const unusable = { error: { code: 'folder.unusable' } };
  await expect(makeRoom(join(root, 'file/inside/new'))).rejects.toMatchObject(unusable);
  await expect(writePackage(join(root, 'file/inside/new'), files)).rejects.toMatchObject(unusable);
  expect(await makeRoom(join(root, 'a/b/new'))).toBe(true);
  expect(await makeRoom(join(root, 'file'))).toBe(false);
});
