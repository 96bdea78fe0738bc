import { Button, Code, CopyButton, Group, Menu, Modal, Progress, Text } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet, IconPhotoDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import { useEach } from '../client/use-stream';
import { ErrorNotice } from '../ui/error-notice';
import { formatCount } from '../ui/formats';
import type { Filter } from './record-query';
import { useRecords } from './records-store';

type What = 'csv' | 'images';

/** Writes what the filter finds into files on the station. */
export function ExportMenu() {
  const { t } = useTranslation();
  const filter = useRecords((state) => state.filter);
  /** The filter as it was when the export began: the one behind the dialog may move on. */
  const [job, setJob] = useState<{ readonly what: What; readonly filter: Filter } | null>(null);
  return (
    <>
      <Menu position="bottom-end" withArrow>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size="1.1rem" />}>
            {t('records.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFileSpreadsheet size="1.1rem" stroke={1.5} />}
            onClick={() => setJob({ what: 'csv', filter })}
          >
            {t('records.exportCsv')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPhotoDown size="1.1rem" stroke={1.5} />}
            onClick={() => setJob({ what: 'images', filter })}
          >
            {t('records.exportImages')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={job !== null}
        onClose={() => setJob(null)}
        title={job && t(job.what === 'csv' ? 'records.exportCsv' : 'records.exportImages')}
        withCloseButton={false}
        closeOnClickOutside={false}
        centered
      >
        {job && <ExportJob {...job} onClose={() => setJob(null)} />}
      </Modal>
    </>
  );
}

interface JobProps {
  readonly what: What;
  readonly filter: Filter;
  readonly onClose: () => void;
}

/** Runs as long as it is shown: to close it is to cancel it. */
function ExportJob({ what, filter, onClose }: JobProps) {
  const { t, i18n } = useTranslation();
  const [progress, setProgress] = useState<OutputOf<'records.export'> | null>(null);
  const { error, ended } = useEach('records.export', { what, filter }, setProgress);
  const done = ended && !error;
  const share = progress && progress.total > 0 ? progress.done / progress.total : done ? 1 : 0;
  return (
    <>
      {error ? (
        <ErrorNotice error={error} />
      ) : (
        <Progress value={share * 100} animated={!done} size="lg" aria-label={t('records.exporting')} />
      )}
      <Text size="sm" mt="sm" role="status">
        {done
          ? t('records.exportDone', { records: formatCount(progress?.total ?? 0, i18n.language) })
          : t('records.exportProgress', {
              done: formatCount(progress?.done ?? 0, i18n.language),
              total: formatCount(progress?.total ?? null, i18n.language),
            })}
      </Text>
      {done && progress && (
        <Code block mt="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {progress.path}
        </Code>
      )}
      <Group justify="flex-end" mt="lg">
        {done && progress && (
          <CopyButton value={progress.path}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'records.copied' : 'records.copyPath')}
              </Button>
            )}
          </CopyButton>
        )}
        <Button variant={ended ? 'filled' : 'default'} onClick={onClose} data-autofocus>
          {t(ended ? 'app.close' : 'app.cancel')}
        </Button>
      </Group>
    </>
  );
}
