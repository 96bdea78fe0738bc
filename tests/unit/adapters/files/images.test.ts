import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createImages } from '#electron/adapters/files/images';
import { newFolder } from './scratch';

const png = { bytes: new Uint8Array([1, 2, 3, 4]), mediaType: 'image/png' } as const;
const sha256 = createHash('sha256').update(png.bytes).digest('hex');

test('an image is kept under its hash, once, and comes back with its type', async () => {
  const folder = newFolder();
  const images = createImages(folder);
  expect(await Promise.all([images.put(png), images.put(png)])).toEqual([sha256, sha256]);
  const path = join(folder, sha256.slice(0, 2), `${sha256}.png`);
  expect(readdirSync(join(folder, sha256.slice(0, 2)))).toEqual([`${sha256}.png`]);
  const back = await images.get(sha256);
  expect(back.mediaType).toBe('image/png');
  expect(new Uint8Array(back.bytes)).toEqual(png.bytes);

  utimesSync(path, 1000, 1000);
  const { ino } = statSync(path);
  await images.put(png);
  expect(statSync(path).ino).toBe(ino);
});

test('the total follows what is put and removed', async () => {
  const folder = newFolder();
  await createImages(folder).put(png);
  const images = createImages(folder);
  expect(await images.totalBytes()).toBe(4);
  const other = await images.put({ bytes: new Uint8Array(10), mediaType: 'image/jpeg' });
  await images.put(png);
  expect(await images.totalBytes()).toBe(14);
  await images.remove(sha256);
  await images.remove(sha256);
  expect(await images.totalBytes()).toBe(10);
  await expect(images.get(sha256)).rejects.toMatchObject({ error: { code: 'record.missing' } });
  expect((await images.get(other)).mediaType).toBe('image/jpeg');
});

test('the older ones are told, and one that was put again since is no longer old', async () => {
  const folder = newFolder();
  const images = createImages(folder);
  const other = await images.put({ bytes: new Uint8Array(10), mediaType: 'image/jpeg' });
  await images.put(png);
  const path = join(folder, sha256.slice(0, 2), `${sha256}.png`);
  const today = new Date(Date.now() - 60_000);
  const old = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const each of images.olderThan(today)) found.push(each);
    return found;
  };
  expect(await old()).toEqual([]);
  utimesSync(path, 1000, 1000);
  expect(await old()).toEqual([sha256]);

  // Put again at the same moment: whichever comes first, the image is there when put has resolved.
  await Promise.all([images.put(png), images.remove(sha256, today)]);
  expect(existsSync(path)).toBe(true);
  utimesSync(path, 1000, 1000);
  await Promise.all([images.remove(sha256, today), images.put(png)]);
  expect(existsSync(path)).toBe(true);
  utimesSync(path, 1000, 1000);
  await images.remove(sha256, today);
  await images.remove(other, today);
  expect(existsSync(path)).toBe(false);
  expect(await images.totalBytes()).toBe(10);
});

test('what a dead process left half written is removed, everything else stays', async () => {
  const folder = newFolder();
  await createImages(folder).put(png);
  const shelf = join(folder, sha256.slice(0, 2));
  writeFileSync(join(shelf, `${sha256}.jpg.part-0011aabbccdd`), 'half');
  mkdirSync(join(folder, 'my notes'));
  const images = createImages(folder);
  expect(readdirSync(shelf)).toEqual([`${sha256}.png`]);
  expect(readdirSync(folder)).toContain('my notes');
  expect(await images.totalBytes()).toBe(4);
});

test('only a hash names an image', async () => {
  const images = createImages(newFolder());
  await expect(images.get('../../etc/passwd')).rejects.toThrow(/no SHA-256/);
});
