import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import { migrate } from '#electron/adapters/store/migrate';
import { openSqlite } from '#electron/adapters/store/sqlite';
import { openStore } from '#electron/adapters/store/store';
import { all, draftOf, only } from './drafts';
import { newFolder, newStore, openNewStore } from './opened';

test('a closed data folder holds plain files and opens again with everything', async () => {
  const folder = newFolder();
  const store = openStore(folder);
  await store.records.startRun({ recipeId: 'board-a', startedAt: '2025-03-01T08:00:00.000Z' });
  const part = await store.records.add(draftOf(1, { serial: 'SN-77' }));
  store.close();
  expect(readdirSync(folder).sort()).toEqual(['in-flight', 'loupe.db']);
  const again = openStore(folder);
  expect(await again.records.find(only({ text: 'sn-77' }), null, 5)).toEqual([part]);
  again.close();
});

test('a second process cannot open the folder; once the first is gone it can', () => {
  const folder = newFolder();
  const store = openStore(folder);
  expect(() => openStore(folder)).toThrow(/Another Loupe uses/);
  const script = `const D = require('libsql'); new D(process.argv[1]).prepare('select * from runs').all([])`;
  const other = (): Buffer =>
    execFileSync(process.execPath, ['-e', script, join(folder, 'loupe.db')], { stdio: 'pipe' });
  expect(other).toThrow(/database is locked/);
  store.close();
  expect(other).not.toThrow();
});

test('a folder written by a newer version is refused and left as it is', () => {
  const folder = newFolder();
  const path = join(folder, 'loupe.db');
  const sqlite = openSqlite(path);
  migrate(sqlite, path, [{ id: 999, sql: 'CREATE TABLE later (x)' }]);
  sqlite.close();
  const before = readFileSync(path);
  expect(() => openStore(folder)).toThrow(/newer Loupe/);
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(['loupe.db']);
});

test('a migration that fails leaves the version before it', () => {
  const path = join(newFolder(), 'loupe.db');
  const sqlite = openSqlite(path);
  const first = { id: 1, sql: 'CREATE TABLE a (x)' };
  const broken = { id: 2, sql: 'CREATE TABLE b (x); CREATE TABLE a (x)' };
  migrate(sqlite, path, [first]);
  expect(() => migrate(sqlite, path, [first, broken])).toThrow(/already exists/);
  expect(sqlite.all("SELECT name FROM sqlite_schema WHERE type = 'table'")).toEqual([{ name: 'a' }]);
  migrate(sqlite, path, [first, { id: 2, sql: 'ALTER TABLE a ADD y' }]);
  expect(sqlite.get('PRAGMA user_version')).toEqual({ user_version: 2 });
  sqlite.close();
});

test('a file that is no database, or a damaged one, is told with what to do', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'loupe.db'), 'x'.repeat(5000));
  expect(() => openStore(folder)).toThrow(/damaged/);

  const damagedFolder = newFolder();
  const store = openStore(damagedFolder);
  await store.records.startRun({ recipeId: 'board-a', startedAt: '2025-03-01T08:00:00.000Z' });
  for (let i = 0; i < 200; i++) await store.records.add(draftOf(i));
  store.close();
  const path = join(damagedFolder, 'loupe.db');
  const bytes = readFileSync(path);
  bytes.fill(0xee, bytes.length - 20_000, bytes.length - 8_000);
  writeFileSync(path, bytes);
  expect(() => openStore(damagedFolder)).toThrow(/damaged/);
});

test('a full disk is a failure with its sentence, and nothing is half recorded', async () => {
  const folder = newFolder();
  const path = join(folder, 'loupe.db');
  const store = await openNewStore(folder);
  await store.records.add(draftOf(0));
  store.close();

  const sqlite = openSqlite(path);
  const pages = sqlite.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
  sqlite.all(`PRAGMA max_page_count = ${pages + 2}`);
  const insert = (): void => {
    for (let i = 0; i < 500; i++)
      sqlite.run('INSERT INTO documents VALUES (?, ?, ?)', ['x', String(i), 'y'.repeat(1000)]);
  };
  expect(() => sqlite.transaction(insert)).toThrow(
    expect.objectContaining({ error: expect.objectContaining({ code: 'disk.full' }) }),
  );
  expect(sqlite.get('SELECT count(*) AS n FROM documents')).toEqual({ n: 0 });
  sqlite.transaction(() => sqlite.run("INSERT INTO documents VALUES ('a', 'b', 'c')"));
  sqlite.close();
});

test('history cannot be rewritten by any statement', async () => {
  const folder = newFolder();
  const store = await openNewStore(folder);
  const { id } = await store.records.add(draftOf(1, { imageSha256: 'a'.repeat(64) }));
  await store.records.dispose(id, {
    verdict: 'reject',
    reason: 'bent',
    by: 'Li',
    at: '2025-03-01T09:00:00.000Z',
  });
  store.close();
  const sqlite = openSqlite(join(folder, 'loupe.db'));
  for (const statement of [
    'DELETE FROM parts',
    "UPDATE parts SET verdict = 'pass'",
    "UPDATE parts SET findings = '[]'",
    "UPDATE parts SET image_sha256 = 'b'",
    'DELETE FROM dispositions',
    "UPDATE dispositions SET reason = 'fine'",
  ]) {
    expect(() => sqlite.run(statement), statement).toThrow(/never/);
  }
  sqlite.close();
});

test('a sealed store refuses to write, goes on reading, and copies itself', async () => {
  const folder = newFolder();
  const store = await openNewStore(folder);
  for (let i = 0; i < 300; i++) await store.records.add(draftOf(i));
  await store.documents.write('recipe', 'a', { name: '板' });
  const unseal = store.seal(new AppFailure('busy', 'The data is being moved.'));
  await expect(store.records.add(draftOf(300))).rejects.toMatchObject({ error: { code: 'busy' } });
  await expect(store.documents.remove('recipe', 'a')).rejects.toMatchObject({ error: { code: 'busy' } });
  expect(await store.records.tally(all)).toMatchObject({ total: 300 });

  const target = newFolder();
  let done = 0;
  for await (const bytes of store.copyTo(target, new AbortController().signal)) done = bytes;
  expect(done).toBe(store.sizeBytes());
  unseal();
  await store.records.add(draftOf(300));

  const copy = openStore(target);
  expect(await copy.records.tally(all)).toMatchObject({ total: 300 });
  expect(await copy.documents.read('recipe', 'a')).toEqual({ name: '板' });
  await copy.records.add(draftOf(300));
  copy.close();
  store.close();
});

test('documents are listed by kind, replaced and removed', async () => {
  const { documents } = await newStore();
  await documents.write('recipe', 'b', { n: 1 });
  await documents.write('recipe', 'a', { n: 2 });
  await documents.write('recipe', 'b', { n: 3 });
  await documents.write('settings', 'a', null);
  expect(await documents.list('recipe')).toEqual([{ n: 2 }, { n: 3 }]);
  await documents.remove('recipe', 'a');
  expect(await documents.read('recipe', 'a')).toBeUndefined();
  expect(await documents.list('recipe')).toEqual([{ n: 3 }]);
});
