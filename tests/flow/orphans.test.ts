import { existsSync, utimesSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTestStation } from '../station/test-ports';

test('an image that was stored just before a kill goes with a later start; goldens and what a person chose stay', async () => {
  const data = await mkdtemp(join(tmpdir(), 'loupe-orphans-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  const { signal } = new AbortController();
  const fileOf = (sha256: string) => join(data, 'images', sha256.slice(0, 2), `${sha256}.png`);
  const longAgo = Date.now() / 1000 - 3 * 86_400;

  const before = await openTestStation(data);
  const [demo] = await before.handlers['recipes.list']({}, signal);
  const golden = demo?.golden.kind === 'image' ? demo.golden.sha256 : '';
  const { bytes } = await before.ports.images.get(golden);
  const shade = async (value: number) => {
    const image = { widthPx: 8, heightPx: 8, channels: 1, data: new Uint8Array(64).fill(value) } as const;
    return before.ports.codec.encode(image);
  };
  const orphan = await before.ports.images.put(await shade(1));
  const young = await before.ports.images.put(await shade(2));
  const chosen = await before.handlers['recipes.keepGolden'](
    { from: 'bytes', bytes: Uint8Array.from((await shade(3)).bytes) },
    signal,
  );
  await before.close();
  for (const sha256 of [orphan, golden, chosen.sha256]) utimesSync(fileOf(sha256), longAgo, longAgo);

  const after = await openTestStation(data);
  await expect.poll(() => existsSync(fileOf(orphan)), { timeout: 10_000 }).toBe(false);
  expect((await after.ports.images.get(golden)).bytes).toEqual(bytes);
  for (const kept of [young, chosen.sha256]) expect(existsSync(fileOf(kept))).toBe(true);
  await after.close();
});
