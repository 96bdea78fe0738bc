import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findDataFolder, openDataFolder, pointerText } from '#electron/adapters/files/data-folder';
import { newFolder } from './scratch';

test('each platform has its place, and LOUPE_DATA comes before it', () => {
  const home = '/home/li';
  const find = (platform: NodeJS.Platform, env = {}): string => findDataFolder({ env, platform, home }).path;
  expect(find('linux')).toBe('/home/li/.local/share/loupe/data');
  expect(find('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/loupe/data');
  expect(find('darwin')).toBe('/home/li/Library/Application Support/Loupe/data');
  expect(find('win32', { LOCALAPPDATA: '/c/Local' })).toBe('/c/Local/Loupe/data');
  expect(findDataFolder({ env: { LOUPE_DATA: '/srv/loupe' }, platform: 'linux', home })).toEqual({
    path: '/srv/loupe',
    pointer: null,
  });
});

test('a moved folder is found again; one that is gone is told, never replaced by an empty one', () => {
  const home = newFolder();
  const surroundings = { env: {}, platform: 'linux', home } as const;
  const { pointer } = openDataFolder(surroundings);
  const moved = join(home, '新 folder');
  mkdirSync(moved);
  writeFileSync(pointer ?? '', pointerText(moved));
  expect(openDataFolder(surroundings)).toMatchObject({ path: moved, images: join(moved, 'images') });
  expect(existsSync(join(moved, 'exports'))).toBe(true);

  writeFileSync(pointer ?? '', pointerText(join(home, 'unplugged')));
  expect(() => openDataFolder(surroundings)).toThrow(/is not there: connect its disk/);
  writeFileSync(pointer ?? '', '{');
  expect(() => openDataFolder(surroundings)).toThrow(/does not name a folder/);
});
