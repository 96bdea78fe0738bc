import { Alert, Text } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatModelRef } from '#shared/domain/model';
import type { TrainingRun } from '#shared/domain/training';
import { ErrorNotice } from '../ui/error-notice';

/** How a run ended, where that needs words: and what comes next. */
export function RunOutcome({ run: { state, error, registered } }: { readonly run: TrainingRun }) {
  const { t } = useTranslation();
  if (error) return <ErrorNotice error={error} />;
  if (registered) {
    return (
      <Alert color="teal" icon={<IconCircleCheck />}>
        <Text size="sm">{t('train.registeredText', { model: formatModelRef(registered) })}</Text>
      </Alert>
    );
  }
  if (state === 'interrupted' || state === 'cancelled') {
    return (
      <Alert variant="default" bd="1px solid var(--panel-line)" icon={<IconInfoCircle />}>
        <Text size="sm">{t(`train.outcome.${state}`)}</Text>
      </Alert>
    );
  }
  return null;
}
