import { Button } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCopy,
  IconDeviceFloppy,
  IconDownload,
  IconRestore,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '#shared/domain/recipe';
import { useNavigate } from '../ui/route';
import { IconAction } from '../ui/icon-action';
import { KeyHint } from '../ui/key-hint';
import { useDraft } from './draft-context';
import type { History } from './draft-history';
import { dropDraft, redoDraft, revertDraft, undoDraft } from './drafts-store';
import { useRecipeActions } from './recipe-actions';

interface Props {
  readonly draftKey: string;
  readonly recipes: readonly Recipe[];
  readonly history: History<Recipe>;
  readonly changed: boolean;
  readonly saving: boolean;
  readonly onSave: () => void;
}

/** What can be done with the recipe that is being edited. */
export function EditorActions({ draftKey, recipes, history, changed, saving, onSave }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const actions = useRecipeActions();
  const { draft, isNew } = useDraft();

  function discard(): void {
    if (!isNew) return revertDraft(draftKey);
    dropDraft(draftKey);
    navigate('recipes');
  }

  return (
    <>
      <IconAction
        icon={IconArrowBackUp}
        label={`${t('recipes.undo')} (Ctrl+Z)`}
        disabled={history.past.length === 0}
        onClick={() => undoDraft(draftKey)}
      />
      <IconAction
        icon={IconArrowForwardUp}
        label={`${t('recipes.redo')} (Ctrl+Shift+Z)`}
        disabled={history.future.length === 0}
        onClick={() => redoDraft(draftKey)}
      />
      <IconAction icon={IconRestore} label={t('recipes.discard')} disabled={!changed} onClick={discard} />
      <IconAction
        icon={IconCopy}
        label={t('recipes.duplicate')}
        onClick={() => actions.duplicate(draft, recipes)}
      />
      <IconAction
        icon={IconDownload}
        label={t('recipes.export')}
        disabled={isNew}
        onClick={() => void actions.exportFile(draft)}
      />
      <Button
        leftSection={<IconDeviceFloppy size="1.1rem" />}
        rightSection={<KeyHint>Ctrl+S</KeyHint>}
        disabled={!changed}
        loading={saving}
        onClick={onSave}
      >
        {t('recipes.save')}
      </Button>
    </>
  );
}
