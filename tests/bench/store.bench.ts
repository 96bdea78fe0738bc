/**
 * The record store against raw libsql, side by side, and its queries over many parts.
 *   --parts=1000000   how many parts the queries run over (default 100000)
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { PartDraft } from '#shared/domain/inspection';
import { recordFilter, type RecordFilter } from '#shared/domain/records';
import { insertPart, valuesOf } from '#electron/adapters/store/part-rows';
import { migrations } from '#electron/adapters/store/schema';
import { makeDurable, openSqlite } from '#electron/adapters/store/sqlite';
import { openStore, type Store } from '#electron/adapters/store/store';
import { draftOf, findingOf, start } from '../unit/adapters/store/drafts';

const parts = Number(process.argv.find((arg) => arg.startsWith('--parts='))?.slice(8) ?? 100_000);
const rounds = 6;
const perRound = 1000;
const folder = mkdtempSync(join(tmpdir(), 'loupe-bench-'));

try {
  await insertRatio();
  await fill();
  await queries();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A line with one part in ten bad; every part has its own image and serial. */
function lineDraft(number: number): PartDraft {
  const bad = number % 10 === 0;
  const label =
    ['short', 'open', 'mousebite', 'spur', 'spurious-copper', 'pin-hole'][(number / 10) % 6] ?? 'short';
  return draftOf(number, {
    serial: `SN${2_400_000 + number}-A${number % 7}`,
    lot: `LOT-${Math.floor(number / 5000)}`,
    verdict: bad ? 'reject' : number % 97 === 0 ? 'review' : 'pass',
    findings: bad ? [findingOf(label), findingOf('scratch')] : [],
    reasons: bad ? [{ code: 'reject', label, count: 1, allowedCount: 0 }] : [],
    imageSha256: ((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0').repeat(8),
    goldenSha256: 'e'.repeat(64),
  });
}

/**
 * One commit a part, synchronous FULL, in turns on the same disk: the same row in a table with no index; in the same
 * schema, with no wrapper; and through the store.
 */
async function insertRatio(): Promise<void> {
  const raw = new Database(join(folder, 'raw.db'));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) raw.prepare(`PRAGMA ${pragma}`).all([]);
  const columns = insertPart.slice(insertPart.indexOf('(') + 1, insertPart.indexOf(')'));
  raw.exec(`CREATE TABLE parts (id INTEGER PRIMARY KEY, ${columns})`);
  const statement = raw.prepare(insertPart);
  const indexed = new Database(join(folder, 'indexed.db'));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL'])
    indexed.prepare(`PRAGMA ${pragma}`).all([]);
  for (const { sql } of migrations) indexed.exec(sql);
  indexed.exec("INSERT INTO runs VALUES (1, 'board-a', '')");
  const indexedStatement = indexed.prepare(insertPart);
  const { store, close } = await newStore('ratio');
  const times = { raw: [] as number[], indexed: [] as number[], store: [] as number[] };
  let hold = 0;
  for (let round = 0; round < rounds; round++) {
    const drafts = Array.from({ length: perRound }, (_, i) => lineDraft(round * perRound + i));
    times.raw.push(
      await msOf(async () => {
        for (const draft of drafts) statement.run(valuesOf(draft));
      }),
    );
    times.indexed.push(
      await msOf(async () => {
        for (const draft of drafts) indexedStatement.run(valuesOf(draft));
      }),
    );
    times.store.push(
      await msOf(async () => {
        for (const draft of drafts) {
          hold = Math.max(hold, await msOf(() => store.records.add(draft)));
        }
      }),
    );
  }
  close();
  indexed.close();
  raw.close();
  const rate = (all: number[]): number => (perRound / median(all)) * 1000;
  const [bare, same, ours] = [rate(times.raw), rate(times.indexed), rate(times.store)];
  console.log(`raw libsql, one table       ${bare.toFixed(0)} parts/s`);
  console.log(`raw libsql, same schema     ${same.toFixed(0)} parts/s`);
  console.log(`the store                   ${ours.toFixed(0)} parts/s, longest add ${hold.toFixed(1)} ms`);
  console.log(
    `ratio                       ${(ours / bare).toFixed(2)} of one table, ${(ours / same).toFixed(2)} of the same schema`,
  );
}

/** Many parts in large transactions. */
async function fill(): Promise<void> {
  const { close } = await newStore('many');
  close();
  const sqlite = openSqlite(join(folder, 'many/loupe.db'));
  makeDurable(sqlite);
  const started = performance.now();
  for (let number = 0; number < parts;) {
    sqlite.transaction(() => {
      const end = Math.min(number + 5000, parts);
      for (; number < end; number++) sqlite.run(insertPart, valuesOf(lineDraft(number)));
    });
  }
  sqlite.close();
  const path = join(folder, 'many/loupe.db');
  console.log(
    `${parts} parts: ${((performance.now() - started) / 1000).toFixed(0)} s to insert, ${(statSync(path).size / parts).toFixed(0)} bytes a part`,
  );
}

async function queries(): Promise<void> {
  const opening = performance.now();
  const store = openStore(join(folder, 'many'));
  console.log(`open                        ${(performance.now() - opening).toFixed(0)} ms`);
  const { records, inFlight } = store;
  const at = (share: number): string => new Date(start + Math.floor(parts * share) * 1000).toISOString();
  const filters: Record<string, Partial<RecordFilter>> = {
    everything: {},
    'one run': { runId: 1 },
    'one recipe, rejects': { recipeId: 'board-a', verdict: 'reject' },
    'a month of it': { from: at(0.2), to: at(0.5) },
    'an hour of it': {
      from: at(0.5),
      to: new Date(start + Math.floor(parts * 0.5) * 1000 + 3_600_000).toISOString(),
    },
    'one serial': { serial: `SN${2_400_000 + Math.floor(parts / 3)}-A${Math.floor(parts / 3) % 7}` },
    'one lot': { lot: 'LOT-3' },
    'one label': { label: 'spur' },
    'a recipe that never ran': { recipeId: 'board-z' },
    'part of a serial': { text: String(2_400_000 + Math.floor(parts / 7)) },
    'a word of two characters': { text: '划痕' },
    'a word in every part': { text: 'board' },
    'words that are nowhere': { text: 'nowhere board' },
  };
  for (const [name, some] of Object.entries(filters)) {
    const filter = recordFilter.parse(some);
    const find = await measured(() => records.find(filter, null, 50));
    const tally = await measured(() => records.tally(filter));
    console.log(`${name.padEnd(26)} find ${find}   tally ${tally}`);
  }
  console.log(`dispensable images         ${await measured(() => records.dispensableImages(100, null))}`);
  console.log(`  none so old              ${await measured(() => records.dispensableImages(100, at(-1)))}`);
  const each = 2000;
  const part = lineDraft(1);
  const cost = async (work: (i: number) => unknown): Promise<string> => {
    const ms = await msOf(async () => {
      for (let i = 0; i < each; i++) work(i);
    });
    return `${((ms / each) * 1000).toFixed(1)} µs`;
  };
  console.log(
    `recorded, in the run       ${await cost((i) => records.recorded(`frame-${i * 37}`, { runId: 1 }))}`,
  );
  console.log(
    `recorded, in the recipe    ${await cost((i) => records.recorded(`frame-${i * 37}`, { recipeId: 'board-a' }))}`,
  );
  console.log(`nextSequence               ${await cost(() => records.nextSequence(1))}`);
  console.log(`in flight                  ${await cost(() => inFlight.set([part]))}`);
  store.close();
}

async function newStore(name: string): Promise<{ store: Store; close: () => void }> {
  const store = openStore(join(folder, name));
  await store.records.startRun({ recipeId: 'board-a', startedAt: new Date(start).toISOString() });
  return { store, close: () => store.close() };
}

/** How long it took, and how long it kept the thread at most. */
async function measured(work: () => Promise<unknown>): Promise<string> {
  let longest = 0;
  let last = performance.now();
  let watching = true;
  const watch = (): void => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (watching) setImmediate(watch);
  };
  await work();
  const warm = performance.now();
  last = warm;
  setImmediate(watch);
  await work();
  const ms = performance.now() - warm;
  longest = Math.max(longest, performance.now() - last);
  watching = false;
  return `${ms.toFixed(1).padStart(7)} ms (holds ${longest.toFixed(1).padStart(5)})`;
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
