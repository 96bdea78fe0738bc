import { Button, Group, Modal, Progress, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import { useClient } from '../client/client-context';
import { useEach } from '../client/use-stream';
import { ErrorNotice } from '../ui/error-notice';
import { formatCount, formatShare } from '../ui/formats';
import { noticeFailed } from '../ui/notices';

interface Props {
  readonly description: OutputOf<'station.describe'>;
  readonly onMoved: () => void;
}

/** Moves all data to another folder: chosen in a dialog where the host has one, otherwise typed. */
export function MoveData({ description, onMoved }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const [opened, setOpened] = useState(false);
  const [folder, setFolder] = useState('');
  const [moving, setMoving] = useState(false);

  function close(): void {
    setOpened(false);
    setMoving(false);
    onMoved();
  }

  async function browse(): Promise<void> {
    const chosen = await client.request('station.chooseFolder', {});
    if (!chosen.ok) noticeFailed(chosen.error);
    else if (chosen.value.path !== null) setFolder(chosen.value.path);
  }

  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('settings.storage.move')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('settings.storage.moveTitle')}
        closeButtonProps={{ 'aria-label': t('app.close') }}
        withCloseButton={!moving}
        closeOnClickOutside={!moving}
        closeOnEscape={!moving}
        size="36rem"
        centered
      >
        {moving ? (
          <Move folder={folder} onClose={close} onBack={() => setMoving(false)} />
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              setMoving(true);
            }}
          >
            <Text size="sm" mb="md">
              {t('settings.storage.moveText')}
            </Text>
            <Group align="flex-end" gap="xs" wrap="nowrap">
              <TextInput
                flex={1}
                label={t('settings.storage.newFolder')}
                value={folder}
                onChange={(event) => setFolder(event.currentTarget.value)}
                spellCheck={false}
                data-autofocus
              />
              {description.host === 'electron' && (
                <Button variant="default" onClick={() => void browse()}>
                  {t('settings.storage.browse')}
                </Button>
              )}
            </Group>
            <Group justify="flex-end" mt="lg">
              <Button variant="default" onClick={close}>
                {t('app.cancel')}
              </Button>
              <Button type="submit" disabled={folder.trim() === ''}>
                {t('settings.storage.moveStart')}
              </Button>
            </Group>
          </form>
        )}
      </Modal>
    </>
  );
}

interface MoveProps {
  readonly folder: string;
  readonly onClose: () => void;
  readonly onBack: () => void;
}

/** Runs as long as it is shown: to close it is to cancel it; the data then stays where it is. */
function Move({ folder, onClose, onBack }: MoveProps) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const [{ done, total }, setProgress] = useState({ done: 0, total: 0 });
  const { error, ended } = useEach('settings.moveData', { folder: folder.trim() }, setProgress);
  const finished = ended && !error;
  const share = finished ? 1 : total > 0 ? done / total : 0;
  return (
    <>
      {error ? (
        <ErrorNotice error={error} />
      ) : (
        <>
          <Progress
            value={share * 100}
            animated={!finished}
            size="lg"
            aria-label={t('settings.storage.moving')}
          />
          <Text size="sm" mt="sm" role="status">
            {finished
              ? t('settings.storage.moved', { folder: folder.trim() })
              : t('settings.storage.movingText', {
                  share: formatShare(share, language, 0),
                  done: formatCount(done, language),
                  total: formatCount(total, language),
                })}
          </Text>
        </>
      )}
      <Group justify="flex-end" mt="lg">
        {error && (
          <Button variant="default" onClick={onBack}>
            {t('settings.storage.otherFolder')}
          </Button>
        )}
        <Button variant={ended ? 'filled' : 'default'} onClick={onClose}>
          {t(ended ? 'app.close' : 'app.cancel')}
        </Button>
      </Group>
    </>
  );
}
