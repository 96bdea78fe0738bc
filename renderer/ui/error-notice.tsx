import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { errorCodes, type AppError } from '#shared/contract/errors';

/**
 * What happened, in the user's language. The engine's own sentence is English and the most exact one;
 * elsewhere the code's sentence stands for it, with the names and numbers behind it.
 */
export function errorSentence(
  error: { readonly code: string; readonly message: string; readonly details?: AppError['details'] },
  t: TFunction,
  language: string,
): string {
  const code = errorCodes.find((known) => known === error.code);
  if (language.startsWith('en') || !code) return error.message;
  const details = Object.values(error.details ?? {}).join(t('app.listSeparator'));
  return details === ''
    ? t(`error.${code}`)
    : t('app.withDetails', { sentence: t(`error.${code}`), details });
}

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
