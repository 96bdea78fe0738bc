import { Button, Collapse, Group, Modal, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#shared/contract/errors';
import type { KnownDataset } from '#shared/domain/known-dataset';
import { useClient } from '../client/client-context';
import { useRequest } from '../client/use-request';
import { ErrorNotice } from '../ui/error-notice';
import { noticeFailed } from '../ui/notices';
import { Reading } from './reading';
import { ReadingOptions, type Options } from './reading-options';

interface Props {
  readonly opened: boolean;
  readonly known: readonly KnownDataset[];
  readonly onClose: () => void;
  /** It has been read. */
  readonly onAdded: (dataset: KnownDataset) => void;
}

/** Adds a folder with pictures and labels, and reads it. One that cannot be read is not kept. */
export function AddDataset({ opened, known, onClose, onAdded }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const host = useRequest('station.describe', {}).value?.host;
  const [path, setPath] = useState('');
  const [options, setOptions] = useState<Options>({});
  const [more, setMore] = useState(false);
  const [reading, setReading] = useState<KnownDataset | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  async function browse(): Promise<void> {
    const chosen = await client.request('station.chooseFolder', {});
    if (!chosen.ok) noticeFailed(chosen.error);
    else if (chosen.value.path !== null) setPath(chosen.value.path);
  }

  async function add(): Promise<void> {
    setError(null);
    const added = await client.request('datasets.add', { path: path.trim(), options });
    if (added.ok) setReading(added.value);
    else setError(added.error);
  }

  async function giveUp(): Promise<void> {
    setReading(null);
    if (!reading || known.some(({ id }) => id === reading.id)) return;
    const removed = await client.request('datasets.remove', { id: reading.id });
    if (!removed.ok) noticeFailed(removed.error);
  }

  function close(): void {
    void giveUp();
    setError(null);
    onClose();
  }

  function finish(dataset: KnownDataset): void {
    setReading(null);
    setPath('');
    setOptions({});
    onClose();
    onAdded(dataset);
  }

  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('train.dataset.add')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      closeOnClickOutside={reading === null}
      size="38rem"
      centered
    >
      {reading ? (
        <>
          <Reading
            dataset={reading}
            onRead={finish}
            onFailed={(failed) => {
              setError(failed);
              void giveUp();
            }}
          />
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={() => void giveUp()} data-autofocus>
              {t('app.cancel')}
            </Button>
          </Group>
        </>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <Text size="sm" mb="md">
            {t('train.dataset.addText')}
          </Text>
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              label={t('train.dataset.folder')}
              placeholder={t('train.dataset.folderExample')}
              value={path}
              onChange={(event) => setPath(event.currentTarget.value)}
              spellCheck={false}
              data-autofocus
            />
            {host === 'electron' && (
              <Button variant="default" onClick={() => void browse()}>
                {t('train.dataset.browse')}
              </Button>
            )}
          </Group>
          <Button
            variant="subtle"
            size="compact-sm"
            mt="md"
            px={0}
            leftSection={more ? <IconChevronDown size="1rem" /> : <IconChevronRight size="1rem" />}
            aria-expanded={more}
            onClick={() => setMore(!more)}
          >
            {t('train.dataset.options')}
          </Button>
          <Collapse expanded={more}>
            <ReadingOptions options={options} onChange={setOptions} />
          </Collapse>
          {error && (
            <div style={{ marginTop: '1rem' }}>
              <ErrorNotice error={error} />
            </div>
          )}
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={close}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" disabled={path.trim() === ''}>
              {t('train.dataset.addStart')}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
