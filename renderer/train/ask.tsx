import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  /** null: nothing is asked. */
  readonly question: string | null;
  /** What comes of it. */
  readonly text: string;
  /** The word on the button that does it. */
  readonly word: string;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

/** Asks once before something ends or goes. */
export function Ask({ question, text, word, onCancel, onConfirm }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={question !== null}
      onClose={onCancel}
      title={question}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      centered
    >
      <Text size="sm">{text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onCancel}>
          {t('app.cancel')}
        </Button>
        <Button color="red" data-autofocus onClick={onConfirm}>
          {word}
        </Button>
      </Group>
    </Modal>
  );
}
