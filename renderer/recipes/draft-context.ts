import { createContext, useContext } from 'react';
import type { ModelManifest } from '#shared/domain/model';
import type { Recipe } from '#shared/domain/recipe';

/** The recipe that the editor's parts work on. It may be unfinished: `message` says what a field still needs. */
export interface DraftDesk {
  readonly draft: Recipe;
  readonly isNew: boolean;
  /** Ids that a new recipe cannot have. */
  readonly takenIds: ReadonlySet<string>;
  readonly models: readonly ModelManifest[];
  /** The draft's model; undefined where the station does not have it. */
  readonly manifest: ModelManifest | undefined;
  /** @param gesture steps of the same name in quick succession are undone together */
  edit(change: (recipe: Recipe) => Recipe, gesture?: string): void;
  /** What is wrong with a field (`source.path`), or null. */
  message(field: string): string | null;
}

export const DraftContext = createContext<DraftDesk | null>(null);

export function useDraft(): DraftDesk {
  const desk = useContext(DraftContext);
  if (!desk) throw new Error('useDraft needs a DraftContext above it');
  return desk;
}
