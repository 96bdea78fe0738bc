import { Alert, Button, Group, ScrollArea, Skeleton } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '#shared/domain/recipe';
import { useRequest } from '../client/use-request';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { KeyHint } from '../ui/key-hint';
import { ListPage } from '../ui/list-page';
import { dropDraft, isChanged, useDrafts } from './drafts-store';
import { ImportButton } from './import-button';
import { useRecipeActions } from './recipe-actions';
import classes from './recipe-list.module.css';
import { RecipeRow } from './recipe-row';
import { RemoveDialog } from './remove-dialog';
import { useKeys } from '../ui/use-keys';

/** Every recipe of the station, and those that were begun but never saved. */
export function RecipeList() {
  const { t } = useTranslation();
  const { value: recipes, error, reload } = useRequest('recipes.list', {});
  const models = useRequest('models.list', {}).value ?? [];
  const drafts = useDrafts((state) => state.drafts);
  const actions = useRecipeActions();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Recipe | null>(null);
  const [removed, setRemoved] = useState<Recipe | null>(null);
  const known = recipes ?? [];

  useKeys({
    n: () => recipes && actions.create(models, known),
  });

  const begun = Object.entries(drafts).flatMap(([key, { saved, history }]) =>
    saved === null ? [{ draftKey: key, recipe: history.present, unsaved: true, saved: false }] : [],
  );
  const stored = known.map((recipe) => {
    const draft = drafts[recipe.id];
    return { draftKey: recipe.id, recipe, unsaved: draft !== undefined && isChanged(draft), saved: true };
  });
  const rows = [...begun, ...stored].filter(({ recipe }) => matches(recipe, text));

  async function remove(recipe: Recipe): Promise<void> {
    setAsked(null);
    if (!(await actions.remove(recipe))) return;
    setRemoved(recipe);
    reload();
  }

  async function putBack(recipe: Recipe): Promise<void> {
    if (!(await actions.write(recipe))) return;
    setRemoved(null);
    reload();
  }

  return (
    <ListPage
      title={t('recipes.title')}
      search={t('recipes.search')}
      text={text}
      onText={setText}
      actions={
        <>
          <ImportButton recipes={known} onDone={reload} />
          <Button
            leftSection={<IconPlus size="1.1rem" />}
            rightSection={<KeyHint>N</KeyHint>}
            disabled={!recipes}
            onClick={() => actions.create(models, known)}
          >
            {t('recipes.new')}
          </Button>
        </>
      }
    >
      {removed && (
        <Alert
          className={classes.alert}
          color="gray"
          withCloseButton
          closeButtonLabel={t('app.close')}
          onClose={() => setRemoved(null)}
        >
          <Group gap="md">
            {t('recipes.removed', { name: removed.name })}
            <Button size="compact-sm" variant="default" onClick={() => void putBack(removed)}>
              {t('recipes.undo')}
            </Button>
          </Group>
        </Alert>
      )}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <ScrollArea className={classes.rows}>
        {!recipes && !error && [1, 2, 3].map((row) => <Skeleton key={row} h="4.5rem" mb="xs" />)}
        {rows.map((row) => (
          <RecipeRow
            key={row.draftKey}
            {...row}
            onDuplicate={() => actions.duplicate(row.recipe, known)}
            onExport={() => void actions.exportFile(row.recipe)}
            onRemove={() => (row.saved ? setAsked(row.recipe) : dropDraft(row.draftKey))}
          />
        ))}
        {recipes && rows.length === 0 && (
          <EmptyState
            icon={text === '' ? IconAdjustmentsHorizontal : IconSearchOff}
            title={t(text === '' ? 'recipes.none' : 'recipes.noneFound')}
            text={t(text === '' ? 'recipes.noneText' : 'recipes.noneFoundText', { text })}
          />
        )}
      </ScrollArea>
      <RemoveDialog
        recipe={asked}
        onCancel={() => setAsked(null)}
        onConfirm={(recipe) => void remove(recipe)}
      />
    </ListPage>
  );
}

function matches({ name, product, id }: Recipe, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/);
  const where = `${name} ${product} ${id}`.toLowerCase();
  return words.every((word) => where.includes(word));
}
