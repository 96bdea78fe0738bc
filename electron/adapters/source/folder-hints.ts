import { watch, type FSWatcher } from 'node:fs';
import path from 'node:path';

/** Systems give out only so many watches; what lies beyond is found by scanning. */
const maxWatches = 256;
const maxHints = 2000;

/** What the system tells about changes in folders: a help to be quick, never relied upon (shares tell nothing). */
export interface FolderHints {
  /** Watches exactly these folders. */
  follow(folders: readonly string[]): void;
  /** Full paths that changed since the last call; null: too many, or unknown which. */
  take(): string[] | null;
  close(): void;
}

/** @param wake called at every hint */
export function createFolderHints(wake: () => void): FolderHints {
  const watchers = new Map<string, FSWatcher>();
  const changed = new Set<string>();
  let unknown = false;

  function start(folder: string): void {
    const drop = (): void => {
      watchers.get(folder)?.close();
      watchers.delete(folder);
    };
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name === null || changed.size >= maxHints) unknown = true;
        else changed.add(path.join(folder, name));
        wake();
      });
      watcher.on('error', drop);
      watchers.set(folder, watcher);
    } catch {
      // Out of watches, or gone: the next scan sees what there is.
    }
  }

  return {
    follow(folders) {
      const wanted = new Set(folders.slice(0, maxWatches));
      for (const [folder, watcher] of watchers) {
        if (wanted.has(folder)) continue;
        watcher.close();
        watchers.delete(folder);
      }
      for (const folder of wanted) if (!watchers.has(folder)) start(folder);
    },
    take() {
      const paths = unknown ? null : [...changed];
      unknown = false;
      changed.clear();
      return paths;
    },
    close() {
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}
