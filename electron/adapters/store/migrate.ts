import { AppFailure } from '#shared/contract/errors';
import { migrations as released } from './schema';
import type { Sqlite } from './sqlite';

/**
 * Brings a database up to the newest schema, all steps or none. Throws AppFailure folder.unusable, with the file as
 * it was, where a newer Loupe wrote it.
 */
export function migrate(sqlite: Sqlite, path: string, migrations = released): void {
  const current = sqlite.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
  if (current > (migrations.at(-1)?.id ?? 0)) {
    throw new AppFailure(
      'folder.unusable',
      `${path} was written by a newer Loupe: install that version, or set LOUPE_DATA to another folder.`,
      { path, version: current },
    );
  }
  const missing = migrations.filter(({ id }) => id > current);
  if (missing.length === 0) return;
  sqlite.transaction(() => {
    for (const { id, sql } of missing) {
      sqlite.script(sql);
      sqlite.script(`PRAGMA user_version = ${id}`);
    }
  });
}
