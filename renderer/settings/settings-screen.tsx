import { ScrollArea, Skeleton, Tabs, Title } from '@mantine/core';
import { IconAdjustments, IconCpu, IconDatabase, IconStethoscope, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequest } from '../client/use-request';
import { useSettings } from '../client/settings-store';
import { GeneralPanel } from './general-panel';
import { InferencePanel } from './inference-panel';
import classes from './settings-screen.module.css';
import { StationPanel } from './station-panel';
import { StoragePanel } from './storage-panel';

const pages = ['general', 'storage', 'inference', 'station'] as const;
type Page = (typeof pages)[number];
const icons: Record<Page, Icon> = {
  general: IconAdjustments,
  storage: IconDatabase,
  inference: IconCpu,
  station: IconStethoscope,
};

/** Every change holds at once. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const settings = useSettings();
  const description = useRequest('station.describe', {});
  const report = useRequest('station.check', {});
  const [page, setPage] = useState<Page>('general');
  const missing = report.value?.checks.some(({ state }) => state !== 'ok') ?? false;

  return (
    <div className={classes.screen}>
      <Title order={2} className={classes.title}>
        {t('settings.title')}
      </Title>
      <Tabs
        orientation="vertical"
        variant="pills"
        className={classes.tabs}
        value={page}
        onChange={(next) => setPage(pages.find((known) => known === next) ?? 'general')}
      >
        <Tabs.List className={classes.pages}>
          {pages.map((name) => {
            const PageIcon = icons[name];
            return (
              <Tabs.Tab
                key={name}
                value={name}
                leftSection={<PageIcon size="1.25rem" stroke={1.5} />}
                rightSection={
                  name === 'station' &&
                  missing && <span className={classes.dot} title={t('settings.station.attention')} />
                }
              >
                {t(`settings.page.${name}`)}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        <ScrollArea className={classes.page}>
          {settings ? (
            <>
              <Tabs.Panel value="general">
                <GeneralPanel settings={settings} />
              </Tabs.Panel>
              <Tabs.Panel value="storage">
                <StoragePanel settings={settings} description={description} />
              </Tabs.Panel>
              <Tabs.Panel value="inference">
                <InferencePanel settings={settings} report={report} />
              </Tabs.Panel>
              <Tabs.Panel value="station">
                <StationPanel report={report} description={description} />
              </Tabs.Panel>
            </>
          ) : (
            <Skeleton h="16rem" />
          )}
        </ScrollArea>
      </Tabs>
    </div>
  );
}
