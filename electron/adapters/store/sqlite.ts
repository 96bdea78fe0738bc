import Database from 'libsql';
import { AppFailure } from '#shared/contract/errors';

/** What a column may hold; numbers arrive as REAL, a STRICT table turns whole ones into INTEGER. */
export type Value = string | number | null | Uint8Array;

/**
 * The one door to SQLite: every statement goes through here. The binding aborts the whole process over some
 * arguments (a bare boolean or Buffer) and binds NULL for those that are missing; here parameters are always an
 * array, counted against the SQL, and of known types. Statements are prepared once. Errors of the disk come out as
 * AppFailure.
 */
export interface Sqlite {
  all<Row>(sql: string, values?: readonly Bindable[]): Row[];
  get<Row>(sql: string, values?: readonly Bindable[]): Row | undefined;
  run(sql: string, values?: readonly Bindable[]): { changes: number; lastId: number };
  /** Several statements without parameters. */
  script(sql: string): void;
  /** All or nothing; a transaction within one belongs to it. */
  transaction<T>(work: () => T): T;
  /** From now on every `run` throws this; undone by what comes back. */
  seal(reason: AppFailure): () => void;
  /** Leaves one plain file, free for others. */
  close(): void;
  /** Lets go of a file that is not ours to change. */
  abandon(): void;
}

export type Bindable = Value | boolean;

interface Prepared {
  readonly statement: Database.Statement;
  readonly parameters: number;
}

const busyTimeoutMs = 2000;

/**
 * Opens or creates a database for this process alone: the operating system keeps the lock and gives it back when the
 * process ends, however it ends. Throws AppFailure folder.unusable where another process has it or it is no database.
 */
export function openSqlite(path: string): Sqlite {
  return guarded(path, () => {
    const database = new Database(path, { timeout: busyTimeoutMs });
    const sqlite = wrap(database, path);
    sqlite.all('PRAGMA locking_mode = EXCLUSIVE');
    sqlite.all('PRAGMA user_version');
    return sqlite;
  });
}

/** Each commit is on the disk when it returns. */
export function makeDurable(sqlite: Sqlite): void {
  sqlite.all('PRAGMA journal_mode = WAL');
  sqlite.all('PRAGMA synchronous = FULL');
  sqlite.all('PRAGMA foreign_keys = ON');
  sqlite.all('PRAGMA cache_size = -16000'); // KiB; what the queries of a million parts need, and soon full
}

function wrap(database: Database.Database, path: string): Sqlite {
  const statements = new Map<string, Prepared>();
  let sealed: AppFailure | null = null;

  function prepared(
    sql: string,
    values: readonly Bindable[],
  ): { statement: Database.Statement; bound: Value[] } {
    let known = statements.get(sql);
    if (!known) {
      known = { statement: database.prepare(sql), parameters: countParameters(sql) };
      statements.set(sql, known);
    }
    if (known.parameters !== values.length) {
      throw new Error(`${values.length} values for ${known.parameters} parameters: ${sql}`);
    }
    return { statement: known.statement, bound: values.map(bindable) };
  }

  const sqlite: Sqlite = {
    all: <Row>(sql: string, values: readonly Bindable[] = []) =>
      guarded(path, () => {
        const { statement, bound } = prepared(sql, values);
        return statement.all(bound) as Row[];
      }),
    // Not the binding's get(): its rows carry a field of its own.
    get: <Row>(sql: string, values: readonly Bindable[] = []) => sqlite.all<Row>(sql, values)[0],
    run: (sql, values = []) =>
      guarded(path, () => {
        if (sealed) throw sealed;
        const { statement, bound } = prepared(sql, values);
        const { changes, lastInsertRowid } = statement.run(bound);
        return { changes, lastId: Number(lastInsertRowid) };
      }),
    script: (sql) => guarded(path, () => database.exec(sql)),
    transaction: (work) => {
      if (database.inTransaction) return work();
      sqlite.script('BEGIN IMMEDIATE');
      try {
        const result = work();
        sqlite.script('COMMIT');
        return result;
      } catch (thrown) {
        // A full disk ends the transaction by itself.
        if (database.inTransaction) sqlite.script('ROLLBACK');
        throw thrown;
      }
    },
    seal: (reason) => {
      sealed = reason;
      return () => {
        sealed = null;
      };
    },
    close: () => {
      // The binding holds the file until its statements are collected: the lock is given back here, and one plain file left.
      try {
        sqlite.all('PRAGMA journal_mode = DELETE');
        sqlite.all('PRAGMA locking_mode = NORMAL');
        sqlite.all('SELECT count(*) FROM sqlite_schema');
      } catch (thrown) {
        // On a full disk the log stays beside the file: it is whole, and the next start reads it.
        if (!(thrown instanceof AppFailure && thrown.error.code === 'disk.full')) throw thrown;
      } finally {
        sqlite.abandon();
      }
    },
    abandon: () => {
      statements.clear();
      database.close();
    },
  };
  return sqlite;
}

function bindable(value: Bindable): Value {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && Number.isNaN(value)) throw new Error('NaN cannot be stored');
  if (value === null || ['string', 'number'].includes(typeof value) || value instanceof Uint8Array)
    return value;
  throw new Error(`a ${typeof value} cannot be stored`);
}

/** Parameters are bare question marks; those within quotes and comments do not count. */
export function countParameters(sql: string): number {
  const bare = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, '');
  return bare.split('?').length - 1;
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw explained(thrown, path);
  }
}

function explained(thrown: unknown, path: string): unknown {
  const code = codeOf(thrown);
  if (code === 'SQLITE_FULL' || /^SQLITE_IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE)$/.test(code)) {
    const sentence =
      'The disk of the data folder is full: free some space, or move the data to a larger disk.';
    return new AppFailure('disk.full', sentence, { path }, thrown);
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM')) {
    const sentence = `Nothing can be recorded: ${path} is read-only. Allow Loupe to write there.`;
    return new AppFailure('disk.full', sentence, { path }, thrown);
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    const sentence = `Another Loupe uses ${path}: close it, or set LOUPE_DATA to another folder.`;
    return new AppFailure('folder.unusable', sentence, { path }, thrown);
  }
  if (code.startsWith('SQLITE_CANTOPEN')) {
    const sentence = `${path} cannot be opened: check that the folder is there and that Loupe may write in it.`;
    return new AppFailure('folder.unusable', sentence, { path }, thrown);
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return damaged(path, thrown);
  return thrown;
}

/** The sentence about a file that SQLite cannot trust. */
export function damaged(path: string, cause?: unknown): AppFailure {
  const sentence = `The records in ${path} are damaged: put a backup in its place, or move the file away to start with none.`;
  return new AppFailure('folder.unusable', sentence, { path }, cause);
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Database.SqliteError ? thrown.code : '';
}
