import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { openSqlite } from '#electron/adapters/store/sqlite';
import { openStore } from '#electron/adapters/store/store';
import { all } from './drafts';
import { newFolder } from './opened';

const root = join(import.meta.dirname, '../../../..');
const made = join(root, 'node_modules/.cache', `kill-test-${process.pid}`);
const kills = 20;

beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: join(import.meta.dirname, 'killed-child.ts'),
      outDir: made,
      target: 'node20.18',
      minify: false,
    },
  });
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

test('kill −9 at any moment loses no acknowledged part and doubles none', { timeout: 60_000 }, async () => {
  const folder = newFolder();
  const random = createRandom(3);
  const acknowledged = new Map<number, number>();
  for (let kill = 0; kill < kills; kill++) {
    const child = spawn(process.execPath, [
      join(made, 'killed-child.js'),
      folder,
      kill === 0 ? 'first' : 'again',
    ]);
    let said = '';
    let complaint = '';
    child.stdout.on('data', (text) => (said += text));
    child.stderr.on('data', (text) => (complaint += text));
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, random.uniform(0, 150)));
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(complaint).toBe('');
    for (const line of said.split('\n').slice(0, -1)) {
      const [id, sequence] = line.split(' ').map(Number);
      acknowledged.set(id ?? -1, sequence ?? -1);
    }
  }

  const store = openStore(folder);
  const recorded = new Map<number, number>();
  for (let before: number | null = null; ;) {
    const page = await store.records.find(all, before, 500);
    for (const part of page) recorded.set(part.id, part.sequence);
    before = page.at(-1)?.id ?? null;
    if (before === null) break;
  }
  const lost = [...acknowledged].filter(([id, sequence]) => recorded.get(id) !== sequence);
  expect(lost).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(kills);
  // Each start went on where the records end: every sequence number is there, and once.
  const sequences = [...recorded.values()].sort((a, b) => a - b);
  expect(sequences).toEqual(sequences.map((_, index) => index));
  expect((await store.records.tally(all)).total).toBe(recorded.size);
  const [inFlight] = store.inFlight.read();
  expect(inFlight?.sequence).toBeGreaterThanOrEqual(sequences.at(-1) ?? 0);
  store.close();

  const sqlite = openSqlite(join(folder, 'loupe.db'));
  expect(sqlite.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  sqlite.close();
  console.log(`${kills} kills, ${acknowledged.size} parts acknowledged, 0 lost, 0 doubled`);
});
