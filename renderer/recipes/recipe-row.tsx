import { Badge, Text, UnstyledButton } from '@mantine/core';
import { IconCopy, IconDownload, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatModelRef } from '#shared/domain/model';
import type { Recipe } from '#shared/domain/recipe';
import { isOpen, useStation } from '../client/station-store';
import { useNavigate } from '../ui/route';
import { IconAction } from '../ui/icon-action';
import classes from './recipe-list.module.css';
import { sourceWords } from './source-words';

interface Props {
  /** Where its draft is kept: the id of a saved recipe. */
  readonly draftKey: string;
  readonly recipe: Recipe;
  readonly saved: boolean;
  readonly unsaved: boolean;
  readonly onDuplicate: () => void;
  readonly onExport: () => void;
  readonly onRemove: () => void;
}

export function RecipeRow({ recipe, saved, unsaved, onDuplicate, onExport, onRemove, draftKey }: Props) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const runs = useStation((station) => saved && isOpen(station) && station?.recipeId === recipe.id);
  const name = recipe.name || t('recipes.unnamed');
  return (
    <div className={classes.row} role="group" aria-label={name}>
      <UnstyledButton className={classes.open} onClick={() => navigate('recipes', draftKey)}>
        <div>
          <div className={classes.name}>
            <Text fw={600} truncate>
              {name}
            </Text>
            {runs && (
              <Badge color="teal" tt="none">
                {t('recipes.runs')}
              </Badge>
            )}
            {unsaved && (
              <Badge color="yellow" variant="light" c="var(--verdict-review-text)" tt="none">
                {t('recipes.unsaved')}
              </Badge>
            )}
          </div>
          <div className={classes.quiet}>{recipe.product || recipe.id}</div>
        </div>
        <div className={classes.quiet}>{sourceWords(recipe.source, t, i18n.language)}</div>
        <div className={classes.quiet}>{formatModelRef(recipe.model)}</div>
      </UnstyledButton>
      <IconAction icon={IconCopy} label={t('recipes.duplicate')} onClick={onDuplicate} />
      <IconAction icon={IconDownload} label={t('recipes.export')} onClick={onExport} disabled={!saved} />
      <IconAction icon={IconTrash} label={t('recipes.remove')} onClick={onRemove} disabled={runs} />
    </div>
  );
}
