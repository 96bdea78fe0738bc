import { Button, Group, Modal, Progress, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contract/errors';
import type { KnownDataset } from '#shared/domain/known-dataset';
import { useEach } from '../client/use-stream';
import { ErrorNotice } from '../ui/error-notice';
import { formatCount } from '../ui/formats';

interface ReadingProps {
  readonly dataset: KnownDataset;
  readonly onRead: (dataset: KnownDataset) => void;
  readonly onFailed: (error: AppError) => void;
}

/** Reads all of a dataset. Runs as long as it is shown: to take it away is to cancel it. */
export function Reading({ dataset, onRead, onFailed }: ReadingProps) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const [{ done, total }, setProgress] = useState({ done: 0, total: 0 });
  const { error } = useEach('datasets.look', { id: dataset.id }, ({ look, ...progress }) => {
    setProgress(progress);
    if (look) onRead({ ...dataset, look });
  });
  const latest = useRef(onFailed);
  useEffect(() => {
    latest.current = onFailed;
  });
  useEffect(() => {
    if (error) latest.current(error);
  }, [error]);
  return (
    <>
      <Progress
        value={total > 0 ? (100 * done) / total : 100}
        animated
        size="lg"
        aria-label={t('train.dataset.reading')}
      />
      <Text size="sm" mt="sm" role="status">
        {total > 0
          ? t('train.dataset.readingText', {
              done: formatCount(done, language),
              total: formatCount(total, language),
            })
          : t('train.dataset.listing')}
      </Text>
    </>
  );
}

interface ReadAgainProps {
  /** null: nothing is to be read. */
  readonly dataset: KnownDataset | null;
  /** `read`: there is something new to show. */
  readonly onClose: (read: boolean) => void;
}

/** Reads a known dataset, which may have changed since. */
export function ReadAgain({ dataset, onClose }: ReadAgainProps) {
  const { t } = useTranslation();
  const [error, setError] = useState<AppError | null>(null);

  function close(read: boolean): void {
    setError(null);
    onClose(read);
  }

  return (
    <Modal
      opened={dataset !== null}
      onClose={() => close(false)}
      title={dataset && t('train.dataset.readingOf', { name: dataset.name })}
      withCloseButton={false}
      closeOnClickOutside={false}
      centered
    >
      {error ? (
        <ErrorNotice error={error} onRetry={() => setError(null)} />
      ) : (
        dataset && <Reading dataset={dataset} onRead={() => close(true)} onFailed={setError} />
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => close(false)} data-autofocus>
          {t(error ? 'app.close' : 'app.cancel')}
        </Button>
      </Group>
    </Modal>
  );
}
