import { mkdir, open, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OpenOptions, Source } from '#electron/core/ports';
import { fresh, kindsOf, namesOf, openSource, pngOf, read, temporaryFolder } from './tools';

async function openFolder(
  folder: string,
  config: object = {},
  options: Partial<OpenOptions> = {},
): Promise<Source> {
  const source = await openSource(
    { kind: 'folder', path: folder, subfolders: false, order: 'name', silentAfterMs: null, ...config },
    { ...fresh, ...options },
  );
  onTestFinished(() => source.close());
  return source;
}

/** As written long ago: nothing is waited for. */
async function writeOld(file: string, bytes: Uint8Array, ageS = 3600): Promise<void> {
  await writeFile(file, bytes);
  const at = Date.now() / 1000 - ageS;
  await utimes(file, at, at);
}

describe('folder source', () => {
  it('gives what waits by name, numbers as numbers, with counted sequence and the bytes as they are', async () => {
    const folder = await temporaryFolder();
    for (const n of [10, 9, 2]) await writeOld(path.join(folder, `part-${n}.png`), await pngOf(n));
    const source = await openFolder(folder, {}, { nextSequence: 7 });
    const events = await read(source, 3);
    expect(namesOf(events)).toEqual(['part-2.png', 'part-9.png', 'part-10.png']);
    expect(events.map((event) => event.frame.sequence)).toEqual([7, 8, 9]);
    const first = events[0]!;
    if (first.kind !== 'frame') throw new Error('no frame');
    expect(first.frame.image.data[0]).toBe(2);
    expect(Buffer.from(await pngOf(2)).equals(first.frame.encoded!.bytes)).toBe(true);
    expect(first.frame.path).toBe(path.join(folder, 'part-2.png'));
  });

  it('gives what waits by time where that is wanted', async () => {
    const folder = await temporaryFolder();
    await writeOld(path.join(folder, 'a.png'), await pngOf(1), 100);
    await writeOld(path.join(folder, 'b.png'), await pngOf(2), 300);
    await writeOld(path.join(folder, 'c.png'), await pngOf(3), 200);
    const events = await read(await openFolder(folder, { order: 'time' }), 3);
    expect(namesOf(events)).toEqual(['b.png', 'c.png', 'a.png']);
  });

  it('sees each of many files once while they are written slowly, renamed into place and overwritten in parts', async () => {
    const folder = await temporaryFolder();
    const source = await openFolder(folder);
    const count = 120;
    const files = await Promise.all(Array.from({ length: count }, (_, i) => pngOf(i % 256, 40)));
    const writing = Promise.all(
      files.map(async (bytes, i) => {
        await pause(i * 12);
        const target = path.join(folder, `part-${i}.png`);
        if (i % 3 === 0) {
          await writeFile(`${target}.tmp`, bytes);
          await rename(`${target}.tmp`, target);
          return;
        }
        const handle = await open(target, 'w');
        for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 3)) {
          await handle.write(bytes.subarray(at, at + Math.ceil(bytes.length / 3)));
          await pause(40);
        }
        await handle.close();
      }),
    );
    const events = await read(source, count, 15_000);
    await writing;
    expect(await read(source, 1, 700)).toEqual([]);
    expect(kindsOf(events).filter((kind) => kind !== 'frame')).toEqual([]);
    expect(new Set(namesOf(events)).size).toBe(count);
    expect(events.length).toBe(count);
    expect(events.map((event) => event.frame.sequence)).toEqual(events.map((_, i) => i));
  }, 20_000);

  it('does not inspect a file twice whose time is set after it was copied', async () => {
    const folder = await temporaryFolder();
    const source = await openFolder(folder);
    const reading = read(source, 2, 1500);
    const file = path.join(folder, 'a.png');
    await writeFile(file, await pngOf(1));
    await pause(60);
    await utimes(file, 1e9, 1e9);
    expect(namesOf(await reading)).toEqual(['a.png']);
  });

  it('gives a file again when it is overwritten', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'latest.png');
    await writeOld(file, await pngOf(1));
    const source = await openFolder(folder);
    const first = await read(source, 1);
    await writeFile(file, await pngOf(2));
    const second = await read(source, 1);
    expect(second[0]!.frame.key).not.toBe(first[0]!.frame.key);
    expect(second[0]!.kind === 'frame' && second[0]!.frame.image.data[0]).toBe(2);
  });

  it('tells a file that stays broken once, and does not hold up the others', async () => {
    const folder = await temporaryFolder();
    const whole = await pngOf(1);
    await writeFile(path.join(folder, 'a.png'), whole.subarray(0, 60));
    await writeFile(path.join(folder, 'b.png'), 'a text');
    await writeFile(path.join(folder, 'c.png'), whole);
    await writeFile(path.join(folder, 'd.gif'), 'GIF89a');
    const events = await read(await openFolder(folder), 5, 4500);
    expect(namesOf(events)[0]).toBe('c.png');
    const told = new Map(events.map((event) => [event.frame.name, kindsOf([event])[0]]));
    expect([...told].sort(([a], [b]) => a.localeCompare(b))).toEqual([
      ['a.png', 'image.unreadable'],
      ['b.png', 'image.unreadable'],
      ['c.png', 'frame'],
      ['d.gif', 'image.unsupported'],
    ]);
  });

  it('passes over hidden files, other files, links and, where not asked for, subfolders', async () => {
    const folder = await temporaryFolder();
    const outside = await temporaryFolder();
    await writeOld(path.join(outside, 'secret.png'), await pngOf(9));
    await symlink(path.join(outside, 'secret.png'), path.join(folder, 'link.png'));
    await symlink(outside, path.join(folder, 'linked'));
    await mkdir(path.join(folder, 'sub'));
    await writeOld(path.join(folder, 'sub', 'inner.png'), await pngOf(5));
    await writeOld(path.join(folder, '.hidden.png'), await pngOf(5));
    await writeOld(path.join(folder, 'notes.txt'), await pngOf(5));
    await writeOld(path.join(folder, 'a.png'), await pngOf(5));
    expect(namesOf(await read(await openFolder(folder), 9, 800))).toEqual(['a.png']);
    expect(namesOf(await read(await openFolder(folder, { subfolders: true }), 9, 800))).toEqual([
      'a.png',
      'sub/inner.png',
    ]);
  });

  it('finds files in subfolders that come later', async () => {
    const folder = await temporaryFolder();
    const source = await openFolder(folder, { subfolders: true });
    const reading = read(source, 1, 4000);
    await mkdir(path.join(folder, 'lot-1', 'cam-2'), { recursive: true });
    await writeFile(path.join(folder, 'lot-1', 'cam-2', 'a.png'), await pngOf(1));
    expect(namesOf(await reading)).toEqual(['lot-1/cam-2/a.png']);
  });

  it('does not give again what is recorded', async () => {
    const folder = await temporaryFolder();
    await writeOld(path.join(folder, 'a.png'), await pngOf(1));
    await writeOld(path.join(folder, 'b.png'), await pngOf(2));
    const [first] = await read(await openFolder(folder), 1);
    const again = await openFolder(folder, {}, { recorded: (key) => key === first!.frame.key });
    expect(namesOf(await read(again, 2, 600))).toEqual(['b.png']);
  });

  it('is missing where there is no folder', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'file'), '');
    for (const name of ['nowhere', 'file']) {
      const opening = openFolder(path.join(folder, name));
      await expect(opening).rejects.toMatchObject({ error: { code: 'source.missing' } });
    }
  });

  it('is lost when the folder goes away', async () => {
    const folder = await temporaryFolder();
    const source = await openFolder(folder);
    const reading = read(source, 1, 5000);
    await pause(50);
    await rm(folder, { recursive: true });
    await expect(reading).rejects.toMatchObject({ error: { code: 'source.lost' } });
  });

  it('gives one file a trigger, and waits for one to come', async () => {
    const folder = await temporaryFolder();
    await writeOld(path.join(folder, 'a.png'), await pngOf(1));
    await writeOld(path.join(folder, 'b.png'), await pngOf(2));
    const source = await openFolder(folder, {}, { trigger: 'software' });
    expect(await read(source, 1, 300)).toEqual([]);
    await source.trigger();
    expect(namesOf(await read(source, 2, 500))).toEqual(['a.png']);
    await source.trigger();
    await source.trigger();
    const reading = read(source, 2, 3000);
    await pause(100);
    await writeFile(path.join(folder, 'c.png'), await pngOf(3));
    expect(namesOf(await reading)).toEqual(['b.png', 'c.png']);
  });

  it('ends at once on abort and on close', async () => {
    const source = await openFolder(await temporaryFolder());
    const abort = new AbortController();
    const start = performance.now();
    setTimeout(() => abort.abort(), 30);
    for await (const event of source.events(abort.signal)) throw new Error(event.kind);
    setTimeout(() => void source.close(), 30);
    for await (const event of source.events(new AbortController().signal)) throw new Error(event.kind);
    expect(performance.now() - start).toBeLessThan(400);
  });
});
