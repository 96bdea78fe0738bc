import { Button, Skeleton } from '@mantine/core';
import { IconAdjustmentsOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequest } from '../client/use-request';
import { useNavigate } from '../ui/route';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { openDraft, useDrafts } from './drafts-store';
import { RecipeEditor } from './recipe-editor';

/** Brings the recipe in the address to the editor: the station's, or the one that was begun here. */
export function RecipeDesk({ draftKey }: { readonly draftKey: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const recipes = useRequest('recipes.list', {});
  const models = useRequest('models.list', {});
  const draft = useDrafts(({ drafts }) => drafts[draftKey]);
  const stored = recipes.value?.find(({ id }) => id === draftKey);
  useEffect(() => {
    if (stored) openDraft(stored);
  }, [stored]);

  const error = recipes.error ?? models.error;
  if (error && !draft) {
    return (
      <div style={{ padding: '1.5rem' }}>
        <ErrorNotice error={error} onRetry={recipes.error ? recipes.reload : models.reload} />
      </div>
    );
  }
  if (draft && recipes.value && models.value) {
    return <RecipeEditor draftKey={draftKey} draft={draft} recipes={recipes.value} models={models.value} />;
  }
  if (recipes.value && !stored && !draft) {
    return (
      <EmptyState
        icon={IconAdjustmentsOff}
        title={t('recipes.gone')}
        text={t('recipes.goneText', { id: draftKey })}
      >
        <Button mt="md" onClick={() => navigate('recipes')}>
          {t('recipes.back')}
        </Button>
      </EmptyState>
    );
  }
  return <Skeleton m="lg" h="20rem" w="auto" />;
}
