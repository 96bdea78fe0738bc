import { open } from 'node:fs/promises';
import { damaged, type Sqlite } from './sqlite';

/** 1 MB at a time, so that the thread stays free for the rest. */
const pagesAtOnce = 256;

/**
 * Copies a database page by page through SQLite itself (the file is locked against any other way), with what its
 * log still holds; it must not change meanwhile. Yields the bytes done, then reads the copy again and compares.
 * Throws AppFailure folder.unusable where the copy does not hold what was written.
 */
export async function* copyDatabase(
  sqlite: Sqlite,
  path: string,
  signal: AbortSignal,
): AsyncIterable<number> {
  const file = await open(path, 'wx+', 0o600);
  try {
    let position = 0;
    for (const chunk of pagesOf(sqlite)) {
      signal.throwIfAborted();
      await file.write(chunk, 0, chunk.length, position);
      yield (position += chunk.length);
    }
    await file.sync();
    position = 0;
    for (const chunk of pagesOf(sqlite)) {
      signal.throwIfAborted();
      const { bytesRead, buffer } = await file.read(Buffer.alloc(chunk.length), 0, chunk.length, position);
      if (bytesRead !== chunk.length || !buffer.equals(chunk)) throw damaged(path);
      position += chunk.length;
    }
  } finally {
    await file.close();
  }
}

export function sizeOf(sqlite: Sqlite): number {
  const count = sqlite.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
  const size = sqlite.get<{ page_size: number }>('PRAGMA page_size')?.page_size ?? 0;
  return count * size;
}

function* pagesOf(sqlite: Sqlite): Iterable<Buffer> {
  const count = sqlite.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
  for (let first = 1; first <= count; first += pagesAtOnce) {
    const numbers = Array.from({ length: Math.min(pagesAtOnce, count - first + 1) }, (_, i) => first + i);
    const rows = sqlite.all<{ data: ArrayBuffer }>(
      'SELECT d.data FROM json_each(?) n JOIN sqlite_dbpage d ON d.pgno = n.value ORDER BY n.key',
      [JSON.stringify(numbers)],
    );
    yield Buffer.concat(rows.map(({ data }) => new Uint8Array(data)));
  }
}
