import { Alert, Progress, Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import { diskFloorBytes, lowDiskShare, type Settings } from '#shared/domain/settings';
import type { Disk } from '#shared/domain/station';
import type { Requested } from '../client/use-request';
import { ErrorNotice } from '../ui/error-notice';
import { formatBytes, formatShare } from '../ui/formats';
import { diskState } from './disk-state';
import { MoveData } from './move-data';
import { RetentionRows } from './retention-rows';
import { SettingRow } from './setting-row';
import classes from './settings-screen.module.css';

type Description = OutputOf<'station.describe'>;

interface Props {
  readonly settings: Settings;
  readonly description: Requested<Description>;
}

/** Where everything is kept, how much room there is, and what goes first when it is short. */
export function StoragePanel({ settings, description }: Props) {
  const { t } = useTranslation();
  const { value, error, reload } = description;
  return (
    <>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!value && !error && <Skeleton h="8rem" mb="md" />}
      {value && (
        <section className={classes.panel}>
          <SettingRow title={t('settings.storage.folder')} text={value.dataFolder}>
            <MoveData description={value} onMoved={reload} />
          </SettingRow>
          <DiskRow disk={value.disk} />
        </section>
      )}
      <section className={classes.panel}>
        <RetentionRows retention={settings.retention} />
      </section>
    </>
  );
}

const colours = { good: 'cobalt', low: 'yellow', full: 'red' } as const;

function DiskRow({ disk }: { readonly disk: Disk }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const state = diskState(disk);
  const used = disk.totalBytes > 0 ? 1 - disk.freeBytes / disk.totalBytes : 0;
  return (
    <div className={classes.block}>
      <SettingRow
        title={t('settings.storage.free', {
          free: formatBytes(disk.freeBytes, language),
          total: formatBytes(disk.totalBytes, language),
        })}
        text={t('settings.storage.diskText', {
          share: formatShare(lowDiskShare, language, 0),
          floor: formatBytes(diskFloorBytes, language),
        })}
      />
      <div className={classes.wide}>
        <Progress
          value={used * 100}
          color={colours[state]}
          size="lg"
          aria-label={t('settings.storage.used')}
        />
        {state !== 'good' && (
          <Alert mt="sm" color={colours[state]} icon={<IconAlertTriangle />}>
            {t(`settings.storage.${state}`)}
          </Alert>
        )}
      </div>
    </div>
  );
}
