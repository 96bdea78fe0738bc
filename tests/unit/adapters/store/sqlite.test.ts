import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { countParameters, openSqlite, type Sqlite } from '#electron/adapters/store/sqlite';
import { newFolder } from './opened';

function newDatabase(): Sqlite {
  const sqlite = openSqlite(join(newFolder(), 'x.db'));
  onTestFinished(() => sqlite.close());
  sqlite.script('CREATE TABLE t (id INTEGER PRIMARY KEY, a, b) STRICT'.replace('a, b', 'a ANY, b BLOB'));
  return sqlite;
}

test('what would abort the process or silently bind NULL is an error here', () => {
  const sqlite = newDatabase();
  const insert = 'INSERT INTO t (a, b) VALUES (?, ?)';
  expect(() => sqlite.run(insert, ['one'])).toThrow(/1 values for 2 parameters/);
  expect(() => sqlite.run(insert, ['one', null, 3])).toThrow(/3 values for 2/);
  expect(() => sqlite.run(insert, [Number.NaN, null])).toThrow(/NaN/);
  const wrong = [undefined, {}, new Date(), 5n] as unknown as null[];
  for (const value of wrong) expect(() => sqlite.run(insert, [value, null])).toThrow(/cannot be stored/);
  expect(sqlite.run('INSERT INTO t (a) VALUES (?)', [true])).toEqual({ changes: 1, lastId: 1 });
  sqlite.run('INSERT INTO t (b) VALUES (?)', [new Uint8Array([1, 2, 3])]);
  expect(sqlite.get('SELECT a FROM t WHERE id = ?', [1])).toEqual({ a: 1 });
  const blob = sqlite.get<{ b: ArrayBuffer }>('SELECT b FROM t WHERE id = ?', [2])?.b;
  expect(new Uint8Array(blob ?? new ArrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  expect(sqlite.get('SELECT a FROM t WHERE id = ?', [9])).toBeUndefined();
});

test('question marks in texts and comments are no parameters', () => {
  expect(countParameters("SELECT '?', \"a?\", ? -- why?\n /* ?? */, 'it''s ?'")).toBe(1);
});

test('a transaction is all or nothing, also when nested', () => {
  const sqlite = newDatabase();
  const failing = (): void => {
    sqlite.run('INSERT INTO t (a) VALUES (1)');
    sqlite.transaction(() => sqlite.run('INSERT INTO t (a) VALUES (2)'));
    throw new Error('stop');
  };
  expect(() => sqlite.transaction(failing)).toThrow('stop');
  expect(sqlite.get('SELECT count(*) AS n FROM t')).toEqual({ n: 0 });
});
