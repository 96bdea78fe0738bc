import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { OpenOptions, Source } from '#electron/core/ports';
import { fresh, kindsOf, namesOf, openSource, pngOf, read, temporaryFolder } from './tools';

function openFiles(paths: string[], options: Partial<OpenOptions> = {}): Promise<Source> {
  return openSource({ kind: 'files', paths, silentAfterMs: null }, { ...fresh, ...options });
}

it('reads files, folders and patterns in the order given, each file once, and ends', async () => {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'lot'));
  for (const name of [
    'b_test.png',
    'a_test.png',
    'a_temp.png',
    'lot/3.png',
    'lot/20.png',
    'lot/notes.txt',
    'without-ending',
  ]) {
    await writeFile(path.join(folder, name), await pngOf(1));
  }
  await symlink(path.join(folder, 'b_test.png'), path.join(folder, 'link'));
  const paths = ['lot', 'a_temp.png', '*_test.png', 'a_test.png', 'without-ending', 'link'].map((name) =>
    path.join(folder, name),
  );
  const events = await read(await openFiles(paths), 99);
  expect(namesOf(events)).toEqual([
    '3.png',
    '20.png',
    'a_temp.png',
    'a_test.png',
    'b_test.png',
    'without-ending',
    'link',
  ]);
  expect(new Set(kindsOf(events))).toEqual(new Set(['frame']));
  expect(events.map((event) => event.frame.sequence)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

it('tells each bad file and goes on', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, '1.png'), '');
  await writeFile(path.join(folder, '2.png'), await pngOf(1));
  await writeFile(path.join(folder, '3.png'), 'GIF89a');
  expect(kindsOf(await read(await openFiles([folder]), 9))).toEqual([
    'image.unreadable',
    'frame',
    'image.unsupported',
  ]);
});

it('is missing where a path stands for nothing', async () => {
  const folder = await temporaryFolder();
  for (const name of ['no.png', '*.png', 'none/*.png', '.']) {
    await expect(openFiles([path.join(folder, name)])).rejects.toMatchObject({
      error: { code: 'source.missing' },
    });
  }
});

it('goes on behind what is recorded, one trigger a file', async () => {
  const folder = await temporaryFolder();
  for (let n = 0; n < 4; n++) await writeFile(path.join(folder, `${n}.png`), await pngOf(n));
  const done = new Set((await read(await openFiles([folder]), 2)).map((event) => event.frame.key));
  const source = await openFiles([folder], {
    recorded: (key) => done.has(key),
    nextSequence: 2,
    trigger: 'software',
  });
  await source.trigger();
  expect((await read(source, 9, 300)).map((event) => [event.frame.name, event.frame.sequence])).toEqual([
    ['2.png', 2],
  ]);
  await source.trigger();
  await source.trigger();
  expect(namesOf(await read(source, 9, 300))).toEqual(['3.png']);
});

it('refuses a trigger where it runs freely', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, '1.png'), await pngOf(1));
  const source = await openFiles([folder]);
  await expect(source.trigger()).rejects.toMatchObject({ error: { code: 'unavailable' } });
  await expect(source.set('gain', 1)).rejects.toMatchObject({ error: { code: 'input.invalid' } });
});
