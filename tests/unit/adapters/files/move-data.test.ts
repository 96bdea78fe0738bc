import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDataFolder, type DataFolder } from '#electron/adapters/files/data-folder';
import { createImages } from '#electron/adapters/files/images';
import { moveData } from '#electron/adapters/files/move-data';
import { openStore, type Store } from '#electron/adapters/store/store';
import { newFolder } from './scratch';

const never = new AbortController().signal;

async function newStation(): Promise<{ home: string; folder: DataFolder; store: Store; sha256: string }> {
  const home = newFolder();
  const folder = openDataFolder({ env: {}, platform: 'linux', home });
  const store = openStore(folder.path);
  onTestFinished(() => store.close());
  await store.documents.write('recipe', 'a', { name: 'A' });
  const sha256 = await createImages(folder.images).put({
    bytes: new Uint8Array(5000).fill(7),
    mediaType: 'image/png',
  });
  mkdirSync(join(folder.models, 'mine/1.0.0'), { recursive: true });
  writeFileSync(join(folder.models, 'mine/1.0.0/card.md'), '# Mine');
  return { home, folder, store, sha256 };
}

test('everything is copied, compared, and used from the next start on', async () => {
  const { home, folder, store, sha256 } = await newStation();
  const target = join(home, 'big disk/loupe');
  const steps: { done: number; total: number }[] = [];
  for await (const step of moveData(folder, target, store, never)) steps.push({ ...step });
  expect(steps.at(-1)?.done).toBe(steps.at(-1)?.total);
  expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).sort((a, b) => a - b));

  const next = openDataFolder({ env: {}, platform: 'linux', home });
  expect(next.path).toBe(target);
  expect((await createImages(next.images).get(sha256)).bytes).toHaveLength(5000);
  expect(readFileSync(join(target, 'models/mine/1.0.0/card.md'), 'utf8')).toBe('# Mine');
  const moved = openStore(target);
  expect(await moved.documents.list('recipe')).toEqual([{ name: 'A' }]);
  moved.close();

  expect(await store.documents.list('recipe')).toEqual([{ name: 'A' }]);
  await expect(store.documents.write('recipe', 'b', {})).rejects.toThrow(/once it has started again/);
});

test('where the data are there already, nothing is done and nothing is sealed', async () => {
  const { home, folder, store } = await newStation();
  symlinkSync(folder.path, join(home, 'link'));
  for (const to of [folder.path, join(home, 'link')]) {
    const moving = moveData(folder, to, store, never);
    const { value } = await moving.next();
    expect(value).toMatchObject({ done: store.sizeBytes(), total: store.sizeBytes() });
    expect(await moving.next()).toEqual({ done: true, value: false });
  }
  await store.documents.write('recipe', 'b', {});
});

test('cancelled, the old folder stays in use and no copy is left', async () => {
  const { home, folder, store } = await newStation();
  const target = join(home, 'there');
  const abort = new AbortController();
  const moving = async (): Promise<void> => {
    for await (const { done } of moveData(folder, target, store, abort.signal)) {
      if (done > 0) abort.abort();
    }
  };
  await expect(moving()).rejects.toMatchObject({ name: 'AbortError' });
  expect(existsSync(target)).toBe(false);
  expect(openDataFolder({ env: {}, platform: 'linux', home }).path).toBe(folder.path);
  await store.documents.write('recipe', 'b', {});

  const empty = join(home, 'empty');
  mkdirSync(empty);
  for await (const step of moveData(folder, empty, store, never)) if (step.done > 0) break;
  expect(readdirSync(empty)).toEqual([]);
  await store.documents.write('recipe', 'c', {});
});

test('a folder that will not do is refused with nothing changed', async () => {
  const { home, folder, store } = await newStation();
  const full = join(home, 'full');
  mkdirSync(full);
  writeFileSync(join(full, 'x'), 'x');
  symlinkSync(folder.path, join(home, 'link'));
  const why = async (to: string, from = folder): Promise<string> => {
    try {
      for await (const _ of moveData(from, to, store, never));
      return 'moved';
    } catch (thrown) {
      return thrown instanceof Error ? thrown.message : '';
    }
  };
  expect(await why(join(folder.path, 'inside'))).toMatch(/in the data folder itself/);
  expect(await why(join(home, 'link/inside'))).toMatch(/in the data folder itself/);
  expect(await why(full)).toMatch(/is not empty/);
  expect(await why(join(full, 'x'))).toMatch(/is no folder/);
  expect(await why('relative/folder')).toMatch(/not a full path/);
  expect(await why(join(home, 'y'), { ...folder, pointer: null })).toMatch(/LOUPE_DATA/);
  const huge = { ...store, sizeBytes: () => 1e18 };
  const moving = async (): Promise<void> => {
    for await (const _ of moveData(folder, join(home, 'y'), huge, never));
  };
  await expect(moving()).rejects.toMatchObject({ error: { code: 'disk.full' } });
  expect(existsSync(join(home, 'y'))).toBe(false);
  await store.documents.write('recipe', 'b', {});
});
