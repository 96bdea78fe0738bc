import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contract/errors';
import { errorSentence } from './error-sentence';

interface Props {
  readonly error: AppError;
  readonly onRetry?: () => void;
}

/** A failure in the place where the answer would have been. */
export function ErrorNotice({ error, onRetry }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <Alert color="red" icon={<IconAlertTriangle />} role="alert">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{errorSentence(error, t, i18n.language)}</Text>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t('app.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
