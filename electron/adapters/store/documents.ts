import type { Documents } from '#electron/core/ports';
import type { Sqlite } from './sqlite';

/** Recipes, settings and the like, as JSON. */
export function createDocuments(sqlite: Sqlite): Documents {
  return {
    async list(kind) {
      const rows = sqlite.all<{ json: string }>('SELECT json FROM documents WHERE kind = ? ORDER BY id', [
        kind,
      ]);
      return rows.map(({ json }) => JSON.parse(json) as unknown);
    },
    async read(kind, id) {
      const row = sqlite.get<{ json: string }>('SELECT json FROM documents WHERE kind = ? AND id = ?', [
        kind,
        id,
      ]);
      return row === undefined ? undefined : (JSON.parse(row.json) as unknown);
    },
    async write(kind, id, value) {
      sqlite.run(
        'INSERT INTO documents (kind, id, json) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json',
        [kind, id, JSON.stringify(value)],
      );
    },
    async remove(kind, id) {
      sqlite.run('DELETE FROM documents WHERE kind = ? AND id = ?', [kind, id]);
    },
  };
}
