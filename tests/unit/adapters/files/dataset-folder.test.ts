import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatasetFolder } from '#electron/adapters/files/dataset-folder';
import { AppFailure } from '#shared/contract/errors';
import { newFolder } from './scratch';

const { signal } = new AbortController();

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.catch((thrown: unknown) => thrown);
  if (outcome instanceof AppFailure) return outcome.error.code;
  throw outcome instanceof Error ? outcome : new Error('it did not fail');
}

function filled(): string {
  const root = join(newFolder(), 'parts');
  mkdirSync(join(root, 'b/deep'), { recursive: true });
  mkdirSync(join(root, '.hidden'));
  writeFileSync(join(root, 'b/deep/1.png'), 'one');
  writeFileSync(join(root, 'a.txt'), 'text');
  writeFileSync(join(root, '.hidden/2.png'), 'two');
  return root;
}

test('lists files of all subfolders, without hidden ones and links', async () => {
  const root = filled();
  const outside = join(newFolder(), 'secret.png');
  writeFileSync(outside, 'secret');
  symlinkSync(outside, join(root, 'link.png'));
  symlinkSync('..', join(root, 'loop'));
  const folder = await openDatasetFolder(`${root}/`);
  expect(folder.name).toBe('parts');
  expect(await folder.files(signal)).toEqual(['a.txt', 'b/deep/1.png']);
  expect(await folder.read('b/deep/1.png', 10)).toEqual(new TextEncoder().encode('one'));
});

test('reads nothing outside, whatever stands in the way', async () => {
  const root = filled();
  const outside = newFolder();
  writeFileSync(join(outside, '1.png'), 'secret');
  const folder = await openDatasetFolder(root);
  await expect(folder.read('../x', 10)).rejects.toThrow('leads out of');
  rmSync(join(root, 'b/deep'), { recursive: true });
  symlinkSync(outside, join(root, 'b/deep'));
  expect(await codeOf(folder.read('b/deep/1.png', 10))).toBe('dataset.changed');
  rmSync(join(root, 'a.txt'));
  symlinkSync(join(outside, '1.png'), join(root, 'a.txt'));
  expect(await codeOf(folder.read('a.txt', 10))).toBe('dataset.changed');
});

test('what is gone, too large, or no file', async () => {
  const root = filled();
  const folder = await openDatasetFolder(root);
  expect(await codeOf(folder.read('b/deep/1.png', 2))).toBe('image.too-large');
  expect(await codeOf(folder.read('b/deep', 100))).toBe('dataset.changed');
  rmSync(join(root, 'a.txt'));
  expect(await codeOf(folder.read('a.txt', 100))).toBe('dataset.changed');
  rmSync(root, { recursive: true });
  expect(await codeOf(folder.files(signal))).toBe('dataset.missing');
});

test('no folder at all', async () => {
  const root = filled();
  expect(await codeOf(openDatasetFolder(join(root, 'nowhere')))).toBe('dataset.missing');
  const file = await openDatasetFolder(join(root, 'a.txt'));
  expect(await codeOf(file.files(signal))).toBe('dataset.missing');
});

test.skipIf(process.platform === 'win32')('a file that cannot be opened', async () => {
  const root = filled();
  const server = createServer().listen(join(root, 'socket'));
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const folder = await openDatasetFolder(root);
  expect(await codeOf(folder.read('socket', 100))).toBe('image.unreadable');
});

test('listing ends when it is cancelled', async () => {
  const folder = await openDatasetFolder(filled());
  const controller = new AbortController();
  controller.abort();
  await expect(folder.files(controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
