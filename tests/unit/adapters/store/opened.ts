import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '#electron/adapters/store/store';
import { start } from './drafts';

/** A folder that goes away with the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loupe-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An open store, to be closed by the caller, with a run of recipe board-a (1) and one of board-b (2). */
export async function openNewStore(folder = newFolder()): Promise<Store> {
  const store = openStore(folder);
  await store.records.startRun({ recipeId: 'board-a', startedAt: new Date(start).toISOString() });
  await store.records.startRun({ recipeId: 'board-b', startedAt: new Date(start).toISOString() });
  return store;
}

/** The same, closed with the test. */
export async function newStore(): Promise<Store> {
  const store = await openNewStore();
  onTestFinished(() => store.close());
  return store;
}
