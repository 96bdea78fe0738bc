import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createImageCodec } from '#electron/adapters/image/codec';
import type { PixelImage } from '#shared/domain/frame';
import { newFolder } from '../files/scratch';
import { builtWorker } from '../runtime/built-worker';
import { ramp } from './samples';

const inline = createImageCodec();
let codec: ReturnType<typeof createImageCodec>;
beforeAll(async () => {
  codec = createImageCodec({ displayWorkerUrl: await builtWorker('electron/workers/display-worker.ts') });
});
afterAll(() => codec.close());

/** A codec whose display worker is this program. */
function codecWith(program: string): ReturnType<typeof createImageCodec> {
  const path = join(newFolder(), 'worker.mjs');
  writeFileSync(path, program);
  return createImageCodec({ displayWorkerUrl: pathToFileURL(path) });
}

test.each([
  ['gray', ramp(301, 203, 1)],
  ['RGB', ramp(301, 203, 3)],
  ['gray, 16 bits', ramp(301, 203, 1, 16)],
  ['RGB, 16 bits', ramp(301, 203, 3, 16)],
])('the thread shows what the caller itself would: %s', async (_, image) => {
  for (const [region, maxPx] of [
    [null, 128],
    [[17, 5, 100.5, 60] as const, 77],
    [[200, 100, 500, 500] as const, 4096],
  ] as const) {
    const box = region && ([...region] as [number, number, number, number]);
    expect(await codec.display(image, box, maxPx)).toEqual(await inline.display(image, box, maxPx));
  }
});

test('the pixels stay with the caller, and pictures of every size follow each other in one memory', async () => {
  const images = [ramp(400, 300, 1), ramp(30, 20, 3), ramp(500, 400, 1, 16), ramp(2, 2, 1)];
  const before = images.map(({ data }) => [...data]);
  const shown = await Promise.all(images.map((image) => codec.display(image, null, 64)));
  expect(shown).toEqual(await Promise.all(images.map((image) => inline.display(image, null, 64))));
  expect(images.map(({ data }) => [...data])).toEqual(before);
});

test('more pictures than may wait are all made', async () => {
  const image = ramp(64, 64, 1);
  const shown = await Promise.all(Array.from({ length: 100 }, () => codec.display(image, null, 16)));
  expect(new Set(shown.map(({ bytes }) => bytes.join()))).toHaveProperty('size', 1);
});

test('a region outside the picture is refused before the thread is asked', async () => {
  await expect(codec.display(ramp(4, 4, 1), [9, 9, 1, 1], 16)).rejects.toMatchObject({
    error: { code: 'input.invalid' },
  });
});

test('where the thread dies, the picture is made all the same and a fresh thread makes the next', async () => {
  const image: PixelImage = { widthPx: 2, heightPx: 1, channels: 1, data: Uint8Array.of(10, 30) };
  const dying = codecWith(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ maxPx }) => {
      if (maxPx === 16) throw new Error('broken');
      parentPort.postMessage({ encoding: 'gray', widthPx: 1, heightPx: 1, scale: 2, bytes: Uint8Array.of(99) });
    });`);
  expect((await dying.display(image, null, 16)).bytes).toEqual(Uint8Array.of(10, 30));
  expect((await dying.display(image, null, 17)).bytes).toEqual(Uint8Array.of(99));
  // Again and again without a picture between: no thread is tried any more.
  for (let i = 0; i < 3; i++) expect((await dying.display(image, null, 16)).widthPx).toBe(2);
  expect((await dying.display(image, null, 17)).bytes).toEqual(Uint8Array.of(10, 30));
  await dying.close();
});

test('a thread that hangs is given up', async () => {
  const hanging = codecWith(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', () => { for (;;); });`);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const shown = hanging.display(ramp(4, 4, 1), null, 16);
    await vi.advanceTimersByTimeAsync(11_000);
    expect((await shown).bytes).toHaveLength(16);
  } finally {
    vi.useRealTimers();
    await hanging.close();
  }
});

test('a worker that is not there costs nobody a picture', async () => {
  const missing = createImageCodec({ displayWorkerUrl: pathToFileURL('/nowhere/display-worker.js') });
  for (let i = 0; i < 5; i++) expect((await missing.display(ramp(4, 4, 1), null, 16)).bytes).toHaveLength(16);
  await missing.close();
});
