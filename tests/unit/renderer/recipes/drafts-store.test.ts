import { beforeEach, expect, test, vi } from 'vitest';

const kept = new Map<string, string>();
vi.stubGlobal('window', {
  localStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  },
});
const {
  beginDraft,
  draftSaved,
  dropDraft,
  editDraft,
  isChanged,
  openDraft,
  revertDraft,
  undoDraft,
  useDrafts,
} = await import('../../../../renderer/recipes/drafts-store');
const { emptyRecipe } = await import('../../../../renderer/recipes/new-recipe');

const board = emptyRecipe('board', 'Board', undefined);
const draftOf = (key: string) => useDrafts.getState().drafts[key];
const changed = (key: string) => {
  const draft = draftOf(key);
  return draft !== undefined && isChanged(draft);
};

beforeEach(() => {
  for (const key of Object.keys(useDrafts.getState().drafts)) dropDraft(key);
});

test('what the station has is taken over until something is changed here', () => {
  openDraft(board);
  openDraft({ ...board, product: 'from elsewhere' });
  expect(draftOf('board')?.saved?.product).toBe('from elsewhere');
  editDraft('board', (recipe) => ({ ...recipe, name: 'Mine' }), null);
  openDraft({ ...board, name: 'Theirs' });
  expect(draftOf('board')?.history.present.name).toBe('Mine');
});

test('is unchanged again when it is undone or discarded, and discarding can be undone', () => {
  openDraft(board);
  editDraft('board', (recipe) => ({ ...recipe, name: 'Mine' }), null);
  expect(changed('board')).toBe(true);
  undoDraft('board');
  expect(changed('board')).toBe(false);
  editDraft('board', (recipe) => ({ ...recipe, name: 'Mine' }), null);
  revertDraft('board');
  expect(changed('board')).toBe(false);
  undoDraft('board');
  expect(draftOf('board')?.history.present.name).toBe('Mine');
});

test('a new recipe moves to its own id once it is saved', () => {
  const key = beginDraft(board);
  expect(beginDraft(board)).not.toBe(key);
  expect(changed(key)).toBe(true);
  draftSaved(key, board);
  expect(draftOf(key)).toBeUndefined();
  expect(changed('board')).toBe(false);
});

test('unsaved changes outlive the page, saved recipes are not kept', () => {
  openDraft(board);
  expect(kept.get('loupe-recipe-drafts')).not.toContain('"board"');
  editDraft('board', (recipe) => ({ ...recipe, name: 'Mine' }), null);
  expect(kept.get('loupe-recipe-drafts')).toContain('"name":"Mine"');
});
