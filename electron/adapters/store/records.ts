import { AppFailure } from '#shared/contract/errors';
import type { Part } from '#shared/domain/inspection';
import type { Records } from '#electron/core/ports';
import { findParts, tallyParts } from './part-queries';
import { insertPart, partColumns, partOf, valuesOf, type PartRow } from './part-rows';
import type { Sqlite } from './sqlite';

/** The parts in SQLite. What is derived from a part (counters, labels, final verdict) is kept by the schema's triggers. */
export function createRecords(sqlite: Sqlite): Records {
  function read(id: number): Part {
    const row = sqlite.get<PartRow>(`SELECT ${partColumns} FROM parts p WHERE p.id = ?`, [id]);
    if (!row) throw new AppFailure('record.missing', `There is no part ${id} in the records.`, { id });
    return partOf(row);
  }

  return {
    async startRun({ recipeId, startedAt }) {
      return sqlite.run('INSERT INTO runs (recipe_id, started_at) VALUES (?, ?)', [recipeId, startedAt])
        .lastId;
    },
    async add(draft) {
      // One statement, one commit: the triggers' work is part of it.
      const { lastId } = sqlite.run(insertPart, valuesOf(draft));
      return { ...draft, id: lastId, dispositions: [] };
    },
    recorded(key, within) {
      const row =
        'runId' in within
          ? sqlite.get(
              `SELECT 1 FROM parts WHERE recipe_id = (SELECT recipe_id FROM runs WHERE id = ?) AND frame_key = ? AND run_id = ?`,
              [within.runId, key, within.runId],
            )
          : sqlite.get('SELECT 1 FROM parts WHERE recipe_id = ? AND frame_key = ? LIMIT 1', [
              within.recipeId,
              key,
            ]);
      return row !== undefined;
    },
    nextSequence(runId) {
      const row = sqlite.get<{ last: number | null }>(
        'SELECT max(last_sequence) AS last FROM block_parts WHERE run_id = ?',
        [runId],
      );
      return (row?.last ?? -1) + 1;
    },
    async read(id) {
      return read(id);
    },
    find: (filter, before, limit) => findParts(sqlite, filter, before, limit),
    tally: (filter) => tallyParts(sqlite, filter),
    async dispose(id, { verdict, reason, by, at }) {
      return sqlite.transaction(() => {
        read(id);
        sqlite.run(
          'INSERT INTO dispositions (part_id, verdict, reason, inspector, decided_at) VALUES (?, ?, ?, ?, ?)',
          [id, verdict, reason, by, at],
        );
        // The reason can be found too.
        sqlite.run('UPDATE parts SET search = search || char(10) || ? WHERE id = ?', [
          reason.toLowerCase(),
          id,
        ]);
        return read(id);
      });
    },
    async dispensableImages(limit, recordedBefore) {
      return dispensableImages(sqlite, limit, recordedBefore);
    },
    usesImage(sha256) {
      const used = `SELECT 1 WHERE EXISTS (SELECT 1 FROM parts WHERE image_sha256 = ?)
        OR EXISTS (SELECT 1 FROM goldens WHERE sha256 = ?)
        OR EXISTS (SELECT 1 FROM documents WHERE instr(json, ?) > 0)`;
      return sqlite.get(used, [sha256, sha256, sha256]) !== undefined;
    },
    async forgetImage(sha256) {
      sqlite.run('UPDATE parts SET image_sha256 = NULL WHERE image_sha256 = ?', [sha256]);
    },
  };
}

/** From the most dispensable on; what was never inspected may be the worst of all. */
const ranks = ['pass', 'review', 'reject', 'not-inspected'] as const;

function dispensableImages(
  sqlite: Sqlite,
  limit: number,
  recordedBefore: string | null,
): { sha256: string; recordedAt: string }[] {
  const before = recordedBefore === null ? Number.MAX_SAFE_INTEGER : Date.parse(recordedBefore);
  const lastId = lastIdBefore(sqlite, before);
  const found: { sha256: string; recordedAt: string }[] = [];
  for (const [rank, verdict] of ranks.entries()) {
    const ofRank = dispensableOf(ranks.slice(rank + 1));
    const rows = sqlite.all<{ sha256: string; recorded_at: number }>(
      `SELECT p.image_sha256 AS sha256, p.inspected_at AS recorded_at FROM parts p
        WHERE ${ofRank} AND p.inspected_at < ? AND p.id <= ? ORDER BY p.id LIMIT ?`,
      [verdict, before, lastId, limit - found.length],
    );
    found.push(
      ...rows.map((row) => ({ sha256: row.sha256, recordedAt: new Date(row.recorded_at).toISOString() })),
    );
    if (found.length >= limit) break;
    // One that is too young to go keeps all that are more precious than itself.
    const younger = `SELECT 1 FROM parts p WHERE ${ofRank} AND p.inspected_at >= ? ORDER BY p.id DESC LIMIT 1`;
    if (sqlite.get(younger, [verdict, before])) break;
  }
  return found;
}

/** Condition on `parts p`: it speaks for its image, as the newest of the most precious uses, and the image is no golden. */
function dispensableOf(morePrecious: readonly string[]): string {
  const more = morePrecious.map((verdict) => `'${verdict}'`).join(', ');
  return `p.final_verdict = ? AND p.image_sha256 IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM parts q WHERE q.image_sha256 = p.image_sha256
      AND (q.final_verdict IN (${more}) OR (q.final_verdict = p.final_verdict AND q.id > p.id)))
    AND NOT EXISTS (SELECT 1 FROM goldens g WHERE g.sha256 = p.image_sha256)
    AND NOT EXISTS (SELECT 1 FROM documents d WHERE instr(d.json, p.image_sha256) > 0)`;
}

/** No part above this id was recorded before the time: the search need not go on through all younger parts. */
function lastIdBefore(sqlite: Sqlite, before: number): number {
  const row = sqlite.get<{ id: number | null }>(
    'SELECT max(block) * 1024 + 1023 AS id FROM block_parts WHERE first_at < ?',
    [before],
  );
  return row?.id ?? 0;
}
