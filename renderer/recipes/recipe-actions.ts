import { useTranslation } from 'react-i18next';
import type { Recipe } from '#shared/domain/recipe';
import type { ModelManifest } from '#shared/domain/model';
import { useClient } from '../client/client-context';
import { useNavigate } from '../ui/route';
import { noticeDone, noticeFailed } from '../ui/notices';
import { beginDraft, dropDraft } from './drafts-store';
import { emptyRecipe, freeId, idFromName } from './new-recipe';

/** What can be done with whole recipes. Each gives whether it was done; a failure has been shown. */
export function useRecipeActions() {
  const { t } = useTranslation();
  const client = useClient();
  const navigate = useNavigate();

  return {
    create(models: readonly ModelManifest[], recipes: readonly Recipe[]): void {
      const name = t('recipes.newName');
      navigate('recipes', beginDraft(emptyRecipe(freeId(idFromName(name), idsOf(recipes)), name, models[0])));
    },

    duplicate(recipe: Recipe, recipes: readonly Recipe[]): void {
      const name = t('recipes.copyName', { name: recipe.name }).slice(0, 120);
      navigate(
        'recipes',
        beginDraft({ ...recipe, name, id: freeId(recipe.id.slice(0, 56), idsOf(recipes)) }),
      );
    },

    async exportFile({ id }: Recipe): Promise<void> {
      const exported = await client.request('recipes.export', { id });
      if (!exported.ok) return noticeFailed(exported.error);
      saveFile(exported.value.fileName, exported.value.text);
      noticeDone(t('recipes.exported', { file: exported.value.fileName }));
    },

    async importText(text: string): Promise<boolean> {
      const imported = await client.request('recipes.import', { text });
      if (!imported.ok) {
        noticeFailed(imported.error);
        return false;
      }
      dropDraft(imported.value.id);
      noticeDone(t('recipes.imported', { name: imported.value.name }));
      return true;
    },

    async remove({ id }: Recipe): Promise<boolean> {
      const removed = await client.request('recipes.remove', { id });
      if (!removed.ok) noticeFailed(removed.error);
      else dropDraft(id);
      return removed.ok;
    },

    async write(recipe: Recipe): Promise<Recipe | null> {
      const written = await client.request('recipes.write', recipe);
      if (written.ok) return written.value;
      noticeFailed(written.error);
      return null;
    },
  };
}

const idsOf = (recipes: readonly Recipe[]): ReadonlySet<string> => new Set(recipes.map(({ id }) => id));

/** Hands a text to the user as a file of theirs. */
function saveFile(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The id that a recipe file would take the place of; null where the text is no recipe: the engine says what is wrong. */
export function idInFile(text: string): string | null {
  try {
    const file = JSON.parse(text) as { recipe?: { id?: unknown }; id?: unknown } | null;
    const id = file?.recipe?.id ?? file?.id;
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}
