import { Divider, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDraft } from './draft-context';
import { GoldenFields } from './golden-fields';
import { ModelFields } from './model-fields';
import { freeId, idFromName } from './new-recipe';
import { SourceFields } from './source-fields';

/** What is inspected, where its images come from, and what looks at them. */
export function SetupTab() {
  const { t } = useTranslation();
  const { draft, isNew, takenIds, edit, message } = useDraft();

  function rename(name: string): void {
    edit((recipe) => {
      const follows = isNew && recipe.id === freeId(idFromName(recipe.name), takenIds);
      return { ...recipe, name, id: follows ? freeId(idFromName(name), takenIds) : recipe.id };
    }, 'name');
  }

  return (
    <Stack gap="md">
      <TextInput
        label={t('recipes.field.name')}
        value={draft.name}
        maxLength={120}
        error={message('name')}
        onChange={(event) => rename(event.currentTarget.value)}
        withAsterisk
        data-autofocus={isNew || undefined}
      />
      <TextInput
        label={t('recipes.field.product')}
        description={t('recipes.field.productText')}
        value={draft.product}
        maxLength={120}
        onChange={({ currentTarget: { value } }) =>
          edit((recipe) => ({ ...recipe, product: value }), 'product')
        }
      />
      <TextInput
        label={t('recipes.field.id')}
        description={t(isNew ? 'recipes.field.idText' : 'recipes.field.idFixed')}
        value={draft.id}
        maxLength={64}
        readOnly={!isNew}
        variant={isNew ? 'default' : 'filled'}
        error={message('id')}
        onChange={({ currentTarget: { value } }) => edit((recipe) => ({ ...recipe, id: value }), 'id')}
      />
      <Divider />
      <SourceFields />
      <Divider />
      <ModelFields />
      <Divider />
      <GoldenFields />
    </Stack>
  );
}
