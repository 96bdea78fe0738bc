import { setImmediate as freeThread } from 'node:timers/promises';
import type { Part, Tally, Verdict } from '#shared/domain/inspection';
import type { RecordFilter } from '#shared/domain/records';
import { partColumns, partOf, type PartRow } from './part-rows';
import type { Bindable, Sqlite } from './sqlite';

/** Parts a block; the schema's `id >> 10`. */
const blockSize = 1024;
/** Blocks that are looked through at once: more as long as it is quick. */
const widest = 8;
/** The inspection runs in this thread too: a query gives it back after so long. */
const sliceMs = 3;

interface Condition {
  readonly sql: string;
  readonly values: readonly Bindable[];
}

/** Ids from first to last. */
interface Span {
  readonly first: number;
  readonly last: number;
}

/** Newest first, ids below `before`, at most `limit`. */
export async function findParts(
  sqlite: Sqlite,
  filter: RecordFilter,
  before: number | null,
  limit: number,
): Promise<Part[]> {
  const found: PartRow[] = [];
  const blocks = blocksOf(sqlite, filter, before ?? Number.MAX_SAFE_INTEGER);
  await inSlices(blocks, (span) => {
    const { sql, values } = where(filter, clip(span, before));
    const page = `SELECT ${partColumns} FROM parts p WHERE ${sql} ORDER BY p.id DESC LIMIT ?`;
    found.push(...sqlite.all<PartRow>(page, [...values, limit - found.length]));
    return found.length < limit;
  });
  return found.map(partOf);
}

/** Counts by final verdict and by label; from the block counters where they know, else from the parts. */
export async function tallyParts(sqlite: Sqlite, filter: RecordFilter): Promise<Tally> {
  const count = new Count();
  const counted = countersKnow(filter) ? countWholeBlocks(sqlite, filter, count) : null;
  const blocks = blocksOf(sqlite, filter, Number.MAX_SAFE_INTEGER, counted);
  await inSlices(blocks, (span) => {
    const { sql, values } = where(filter, span);
    const verdicts = sqlite.all<VerdictCount>(
      `SELECT p.final_verdict AS verdict, count(*) AS parts FROM parts p WHERE ${sql} GROUP BY 1`,
      values,
    );
    if (verdicts.length === 0) return true;
    count.verdicts(verdicts);
    count.labels(
      sqlite.all<LabelCount>(
        `SELECT l.label, sum(l.findings) AS findings FROM part_labels l JOIN parts p ON p.id = l.part_id
          WHERE l.part_id BETWEEN ? AND ? AND ${sql} GROUP BY 1`,
        [span.first, span.last, ...values],
      ),
    );
    return true;
  });
  return count.tally();
}

type VerdictCount = { verdict: Verdict; parts: number };
type LabelCount = { label: string; findings: number };

class Count {
  private readonly byVerdict = { pass: 0, review: 0, reject: 0, 'not-inspected': 0 };
  private readonly byLabel = new Map<string, number>();

  verdicts(rows: readonly VerdictCount[]): void {
    for (const { verdict, parts } of rows) this.byVerdict[verdict] += parts;
  }

  labels(rows: readonly LabelCount[]): void {
    for (const { label, findings } of rows)
      this.byLabel.set(label, (this.byLabel.get(label) ?? 0) + findings);
  }

  tally(): Tally {
    const { byVerdict } = this;
    const total = byVerdict.pass + byVerdict.review + byVerdict.reject + byVerdict['not-inspected'];
    const byLabel = [...this.byLabel]
      .map(([label, count]) => ({ label, count }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
    return { total, byVerdict, byLabel };
  }
}

/** The counters know runs, recipes, lots, verdicts and, a whole block at a time, times. */
function countersKnow(filter: RecordFilter): boolean {
  return wordsOf(filter.text).length === 0 && filter.serial === null && filter.label === null;
}

/** Counts the blocks that lie wholly within the times, and gives the condition for all other blocks. */
function countWholeBlocks(sqlite: Sqlite, filter: RecordFilter, count: Count): Condition {
  const whole = wholeBlocks(filter);
  const { sql, values } = every([whole, ...ownerConditions(filter)]);
  count.verdicts(
    sqlite.all<VerdictCount>(
      `SELECT b.verdict, sum(b.parts) AS parts FROM block_parts b WHERE ${sql} GROUP BY 1`,
      values,
    ),
  );
  count.labels(
    sqlite.all<LabelCount>(
      `SELECT b.label, sum(b.findings) AS findings FROM block_labels b WHERE ${sql} GROUP BY 1`,
      values,
    ),
  );
  return { sql: `NOT ${whole.sql}`, values: whole.values };
}

/** Blocks with no part from outside the times. */
function wholeBlocks(filter: RecordFilter): Condition {
  if (filter.from === null && filter.to === null) return { sql: 'true', values: [] };
  const { from, to } = timesOf(filter);
  const blocks =
    'SELECT block FROM block_parts GROUP BY block HAVING min(first_at) >= ? AND max(last_at) < ?';
  return { sql: `b.block IN (${blocks})`, values: [from, to] };
}

/** The blocks, newest first, that can hold parts of the filter with ids below `before`. */
function* blocksOf(
  sqlite: Sqlite,
  filter: RecordFilter,
  before: number,
  also?: Condition | null,
): Iterable<number> {
  const { sql, values } = blockConditions(filter);
  const page = 64;
  let below = Math.floor((before - 1) / blockSize) + 1;
  for (;;) {
    const rows = sqlite.all<{ block: number }>(
      `SELECT DISTINCT b.block FROM block_parts b
        WHERE b.block < ? AND ${sql} AND ${also?.sql ?? 'true'} ORDER BY b.block DESC LIMIT ${page}`,
      [below, ...values, ...(also?.values ?? [])],
    );
    for (const { block } of rows) yield block;
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    below = last.block;
  }
}

/** What the filter says of a row of `block_parts b`. */
function blockConditions(filter: RecordFilter): Condition {
  const { from, to } = timesOf(filter);
  const within = { sql: 'b.parts > 0 AND b.last_at >= ? AND b.first_at < ?', values: [from, to] };
  return every([within, ...ownerConditions(filter)]);
}

/** What the filter says of a row of either block table `b`. */
function ownerConditions(filter: RecordFilter): Condition[] {
  const conditions: Condition[] = [];
  if (filter.runId !== null) conditions.push({ sql: 'b.run_id = ?', values: [filter.runId] });
  if (filter.lot !== null) conditions.push({ sql: 'b.lot = ?', values: [filter.lot] });
  if (filter.verdict !== null) conditions.push({ sql: 'b.verdict = ?', values: [filter.verdict] });
  if (filter.recipeId !== null) {
    const runs = 'b.run_id IN (SELECT r.id FROM runs r WHERE r.recipe_id = ?)';
    conditions.push({ sql: runs, values: [filter.recipeId] });
  }
  return conditions;
}

/** What the filter says of a row of `parts p` within a span of ids. */
function where(filter: RecordFilter, span: Span): Condition {
  const conditions: Condition[] = [{ sql: 'p.id BETWEEN ? AND ?', values: [span.first, span.last] }];
  const equals = (column: string, value: string | number | null): void => {
    if (value !== null) conditions.push({ sql: `p.${column} = ?`, values: [value] });
  };
  equals('serial', filter.serial);
  // The partial indices are only used where the query repeats their condition.
  if (filter.serial) conditions.push({ sql: `p.serial <> ''`, values: [] });
  equals('lot', filter.lot);
  equals('recipe_id', filter.recipeId);
  equals('run_id', filter.runId);
  if (filter.verdict !== null) {
    equals('final_verdict', filter.verdict);
    if (filter.verdict !== 'pass') conditions.push({ sql: `p.final_verdict <> 'pass'`, values: [] });
  }
  if (filter.from !== null || filter.to !== null) {
    const { from, to } = timesOf(filter);
    conditions.push({ sql: 'p.inspected_at >= ? AND p.inspected_at < ?', values: [from, to] });
  }
  if (filter.label !== null) {
    const labelled = 'p.id IN (SELECT part_id FROM part_labels WHERE label = ? AND part_id BETWEEN ? AND ?)';
    conditions.push({ sql: labelled, values: [filter.label, span.first, span.last] });
  }
  for (const word of wordsOf(filter.text)) conditions.push({ sql: 'instr(p.search, ?) > 0', values: [word] });
  return every(conditions);
}

function every(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  };
}

/** ms since 1970: from the first, up to but without the second. */
function timesOf({ from, to }: RecordFilter): { from: number; to: number } {
  const forever = 8.64e15;
  return { from: from === null ? -forever : Date.parse(from), to: to === null ? forever : Date.parse(to) };
}

function clip(span: Span, before: number | null): Span {
  return before === null ? span : { first: span.first, last: Math.min(span.last, before - 1) };
}

/** Looks through the blocks, some at once where they follow each other, until `look` has enough. */
async function inSlices(blocks: Iterable<number>, look: (span: Span) => boolean): Promise<void> {
  let width = 1;
  let since = performance.now();
  let newest: number | null = null;
  let oldest = 0;
  const lookThrough = (): boolean => {
    if (newest === null) return true;
    const started = performance.now();
    const more = look({ first: oldest * blockSize, last: newest * blockSize + blockSize - 1 });
    width = performance.now() - started < 1 ? Math.min(width * 2, widest) : 1;
    newest = null;
    return more;
  };
  for (const block of blocks) {
    if (newest !== null && (block !== oldest - 1 || newest - block >= width)) {
      if (!lookThrough()) return;
      if (performance.now() - since > sliceMs) {
        await freeThread();
        since = performance.now();
      }
    }
    newest ??= block;
    oldest = block;
  }
  lookThrough();
}

/** The words of what a user typed, in lower case; every one must occur, anywhere, as it is. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s\p{Cc}]+/u)
    .filter(Boolean);
}
