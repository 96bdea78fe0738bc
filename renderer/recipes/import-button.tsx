import { Button, FileButton, Group, Modal, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '#shared/domain/recipe';
import { idInFile, useRecipeActions } from './recipe-actions';

interface Props {
  readonly recipes: readonly Recipe[];
  readonly onDone: () => void;
}

/** Takes in a recipe file; asks before it takes the place of a recipe that is there. */
export function ImportButton({ recipes, onDone }: Props) {
  const { t } = useTranslation();
  const { importText } = useRecipeActions();
  const [asked, setAsked] = useState<{ readonly text: string; readonly present: Recipe } | null>(null);
  const resetFile = useRef<() => void>(null);

  async function take(text: string): Promise<void> {
    setAsked(null);
    if (await importText(text)) onDone();
  }

  async function choose(file: File | null): Promise<void> {
    if (!file) return;
    resetFile.current?.();
    const text = await file.text();
    const id = idInFile(text);
    const present = recipes.find((recipe) => recipe.id === id);
    if (present) setAsked({ text, present });
    else await take(text);
  }

  return (
    <>
      <FileButton accept=".json,application/json" resetRef={resetFile} onChange={(file) => void choose(file)}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconUpload size="1.1rem" />}>
            {t('recipes.import')}
          </Button>
        )}
      </FileButton>
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked && t('recipes.replaceAsk', { name: asked.present.name })}
        closeButtonProps={{ 'aria-label': t('app.close') }}
        centered
      >
        <Text size="sm">{asked && t('recipes.replaceText', { id: asked.present.id })}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setAsked(null)}>
            {t('app.cancel')}
          </Button>
          <Button color="red" data-autofocus onClick={() => asked && void take(asked.text)}>
            {t('recipes.replace')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
