import { Group, Radio, Skeleton, UnstyledButton } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownDataset } from '#shared/domain/known-dataset';
import { useClient } from '../client/client-context';
import type { Requested } from '../client/use-request';
import { ErrorNotice } from '../ui/error-notice';
import { KeyHint } from '../ui/key-hint';
import { noticeFailed } from '../ui/notices';
import { useKeys } from '../ui/use-keys';
import { AddDataset } from './add-dataset';
import { Ask } from './ask';
import { DatasetCard } from './dataset-card';
import { DatasetDetails } from './dataset-details';
import classes from './dataset.module.css';
import { ReadAgain } from './reading';
import { editDraft } from './train-store';

interface Props {
  readonly datasets: Requested<KnownDataset[]>;
  readonly chosen: KnownDataset | null;
}

/** Which pictures to learn from: the known datasets, and the way to add one. */
export function DatasetSection({ datasets: { value, error, reload }, chosen }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const [adding, setAdding] = useState(false);
  const [detailed, setDetailed] = useState<string | null>(null);
  const [reading, setReading] = useState<KnownDataset | null>(null);
  const [forgetting, setForgetting] = useState<KnownDataset | null>(null);
  const known = value ?? [];
  useKeys({ a: () => value && setAdding(true) });

  // What belonged to the dataset before does not belong to this one.
  const choose = (datasetId: string) => editDraft({ datasetId, task: null, name: null });

  async function forget({ id }: KnownDataset): Promise<void> {
    setForgetting(null);
    setDetailed(null);
    const removed = await client.request('datasets.remove', { id });
    if (!removed.ok) noticeFailed(removed.error);
    reload();
  }

  return (
    <>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <Radio.Group
        name="train-dataset"
        value={chosen?.id ?? null}
        onChange={choose}
        aria-label={t('train.step.dataset')}
      >
        <div className={classes.grid}>
          {!value && !error && [1, 2].map((card) => <Skeleton key={card} h="10rem" />)}
          {known.map((dataset) => (
            <DatasetCard
              key={dataset.id}
              dataset={dataset}
              onDetails={() => setDetailed(dataset.id)}
              onRead={() => setReading(dataset)}
            />
          ))}
          {value && (
            <UnstyledButton className={classes.add} onClick={() => setAdding(true)}>
              <IconFolderPlus size="1.75rem" stroke={1.5} aria-hidden="true" />
              <Group gap="xs">
                {t('train.dataset.add')}
                <KeyHint>A</KeyHint>
              </Group>
            </UnstyledButton>
          )}
        </div>
      </Radio.Group>
      <AddDataset
        opened={adding}
        known={known}
        onClose={() => setAdding(false)}
        onAdded={(dataset) => {
          choose(dataset.id);
          reload();
        }}
      />
      <DatasetDetails
        dataset={known.find(({ id }) => id === detailed) ?? null}
        onClose={() => setDetailed(null)}
        onForget={setForgetting}
        onRead={(dataset) => {
          setDetailed(null);
          setReading(dataset);
        }}
      />
      <ReadAgain
        dataset={reading}
        onClose={(read) => {
          if (read && reading) {
            choose(reading.id);
            reload();
          }
          setReading(null);
        }}
      />
      <Ask
        question={forgetting && t('train.dataset.forgetAsk', { name: forgetting.name })}
        text={t('train.dataset.forgetText')}
        word={t('train.dataset.forget')}
        onCancel={() => setForgetting(null)}
        onConfirm={() => forgetting && void forget(forgetting)}
      />
    </>
  );
}
