import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { recipeFormatVersion, type Recipe } from '#shared/domain/recipe';
import { change, redo, startHistory, undo, type History } from './draft-history';

export interface Draft {
  /** As the station has it; null while it has never been saved. */
  readonly saved: Recipe | null;
  readonly history: History<Recipe>;
}

interface Drafts {
  /** By recipe id; those that were never saved by `new:<number>`. */
  readonly drafts: Readonly<Record<string, Draft>>;
}

/** What is being edited. It outlives the screen, and the page too: nothing typed or drawn is lost to a crash. */
export const useDrafts = create<Drafts>()(
  persist<Drafts>(() => ({ drafts: {} }), {
    name: 'loupe-recipe-drafts',
    version: recipeFormatVersion,
    storage: createJSONStorage(() => window.localStorage),
    partialize: ({ drafts }) => ({
      drafts: Object.fromEntries(
        Object.entries(drafts).flatMap(([key, draft]) =>
          isChanged(draft)
            ? [[key, { saved: draft.saved, history: startHistory(draft.history.present) }]]
            : [],
        ),
      ),
    }),
  }),
);

export function isChanged({ saved, history }: Draft): boolean {
  return saved === null || JSON.stringify(saved) !== JSON.stringify(history.present);
}

export const isNewKey = (key: string): boolean => key.startsWith('new:');

/** Starts a recipe that the station does not have yet; gives its key. */
export function beginDraft(recipe: Recipe): string {
  const { drafts } = useDrafts.getState();
  let count = 1;
  while (drafts[`new:${count}`]) count++;
  put(`new:${count}`, { saved: null, history: startHistory(recipe) });
  return `new:${count}`;
}

/** Takes over the station's recipe, unless there are changes of one's own. */
export function openDraft(recipe: Recipe): void {
  const draft = useDrafts.getState().drafts[recipe.id];
  if (!draft || !isChanged(draft))
    put(recipe.id, { saved: recipe, history: draft?.history ?? startHistory(recipe) });
}

export function editDraft(key: string, next: (recipe: Recipe) => Recipe, gesture: string | null): void {
  replaceHistory(key, (history) => change(history, next(history.present), gesture, performance.now()));
}

export const undoDraft = (key: string): void => replaceHistory(key, undo);
export const redoDraft = (key: string): void => replaceHistory(key, redo);

/** Back to what the station has; that too can be undone. */
export function revertDraft(key: string): void {
  const saved = useDrafts.getState().drafts[key]?.saved;
  if (saved) editDraft(key, () => saved, null);
}

/** The station has it now: a new recipe gets its real key. */
export function draftSaved(key: string, saved: Recipe): void {
  const draft = useDrafts.getState().drafts[key];
  if (!draft) return;
  dropDraft(key);
  put(saved.id, { saved, history: { ...draft.history, present: saved, gesture: null } });
}

export function dropDraft(key: string): void {
  useDrafts.setState(({ drafts }) => {
    const { [key]: dropped, ...kept } = drafts;
    return { drafts: dropped ? kept : drafts };
  });
}

function replaceHistory(key: string, next: (history: History<Recipe>) => History<Recipe>): void {
  const draft = useDrafts.getState().drafts[key];
  if (draft) put(key, { ...draft, history: next(draft.history) });
}

function put(key: string, draft: Draft): void {
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } }));
}
