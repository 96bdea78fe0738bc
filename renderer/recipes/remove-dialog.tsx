import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '#shared/domain/recipe';

interface Props {
  readonly recipe: Recipe | null;
  readonly onCancel: () => void;
  readonly onConfirm: (recipe: Recipe) => void;
}

/** Asks before a recipe goes. What was recorded with it stays. */
export function RemoveDialog({ recipe, onCancel, onConfirm }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={recipe !== null}
      onClose={onCancel}
      title={recipe && t('recipes.removeAsk', { name: recipe.name })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      centered
    >
      <Text size="sm">{t('recipes.removeText')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onCancel}>
          {t('app.cancel')}
        </Button>
        <Button color="red" data-autofocus onClick={() => recipe && onConfirm(recipe)}>
          {t('recipes.remove')}
        </Button>
      </Group>
    </Modal>
  );
}
