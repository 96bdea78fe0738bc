import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDataFolder } from '#electron/adapters/files/data-folder';
import { openLog } from '#electron/adapters/files/log';
import { createMachine, safeName } from '#electron/adapters/files/machine';
import type { Machine } from '#electron/core/ports';
import { newFolder } from './scratch';

function newMachine(): Machine {
  const folder = openDataFolder({ env: { LOUPE_DATA: newFolder() }, platform: 'linux', home: '/' });
  return createMachine({
    folder,
    host: 'cli',
    version: '1.2.3',
    libraries: { onnxruntime: '1.30.0' },
    store: { files: [], sizeBytes: () => 0, seal: () => () => {}, copyTo: async function* () {} },
    log: openLog(folder.logs),
    chooseFolder: async () => null,
    restart: () => {},
    otherChecks: async () => [
      { name: 'model x@1.0.0', state: 'warning', detail: 'broken', remedy: 'remove it' },
    ],
  });
}

async function* chunks(...parts: string[]): AsyncIterable<string> {
  yield* parts;
}

test('exports are whole files under the exports folder, whatever their name', async () => {
  const machine = newMachine();
  const { signal } = new AbortController();
  const path = await machine.exportFile('loupe-1/../../记录.csv', chunks('a,', 'b\r\n'), signal);
  expect(path).toBe(join(machine.dataFolder, 'exports/loupe-1/记录.csv'));
  expect(readFileSync(path, 'utf8')).toBe('a,b\r\n');
  expect(safeName('CON.txt')).toEqual(['_CON.txt']);
  expect(safeName('a:b*c?.csv ')).toEqual(['a_b_c_.csv']);
  expect(() => safeName('../..')).toThrow(/needs a name/);

  const abort = new AbortController();
  async function* endless(): AsyncIterable<string> {
    for (;;) {
      yield 'x';
      abort.abort();
    }
  }
  await expect(machine.exportFile('y.csv', endless(), abort.signal)).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(readdirSync(join(machine.dataFolder, 'exports'))).toEqual(['loupe-1']);
});

test('the checks tell of folder, disk, memory, cores, versions and what others found', async () => {
  const machine = newMachine();
  const checks = await machine.checks();
  const named = Object.fromEntries(checks.map((check) => [check.name, check]));
  expect(named['data folder']).toEqual({
    name: 'data folder',
    state: 'ok',
    detail: machine.dataFolder,
    remedy: '',
  });
  for (const name of ['disk', 'memory', 'processor', 'node', 'onnxruntime', 'model x@1.0.0'])
    expect(named).toHaveProperty([name]);
  for (const { state, remedy } of checks) expect(remedy === '').toBe(state === 'ok');
  const { freeBytes, totalBytes } = await machine.disk();
  expect(freeBytes).toBeGreaterThan(0);
  expect(freeBytes).toBeLessThan(totalBytes);
});

test('the log keeps stack and cause under the id, and goes round', () => {
  const folder = newFolder();
  const log = openLog(folder);
  const id = log.report(new Error('outer', { cause: new Error('inner cause') }));
  const text = readFileSync(join(folder, 'loupe.log'), 'utf8');
  expect(id).toMatch(/^[0-9a-f]{8}$/);
  for (const part of [id, 'outer', 'inner cause', 'machine.test.ts']) expect(text).toContain(part);
  for (let i = 0; i < 2000; i++) log.report('x'.repeat(8000));
  const files = readdirSync(folder).sort();
  expect(files).toEqual(['loupe.1.log', 'loupe.2.log', 'loupe.3.log', 'loupe.4.log', 'loupe.log']);
  expect(existsSync(join(folder, 'loupe.5.log'))).toBe(false);
});
