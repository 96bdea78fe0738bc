import { ScrollArea, Skeleton, Title } from '@mantine/core';
import { IconAdjustments, IconCpu, IconDatabase, IconStethoscope, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequest } from '../client/use-request';
import { useSettings } from '../client/settings-store';
import { GeneralPanel } from './general-panel';
import { InferencePanel } from './inference-panel';
import classes from './settings-screen.module.css';
import { StationPanel } from './station-panel';
import { StoragePanel } from './storage-panel';

/** Everything at a glance; every change holds at once. */
export function SettingsScreen() {
  const settings = useSettings();
  const description = useRequest('station.describe', {});
  const report = useRequest('station.check', {});
  if (!settings) return <Skeleton h="16rem" m="lg" w="auto" />;
  return (
    <ScrollArea className={classes.screen}>
      <div className={classes.columns}>
        <div>
          <Section name="general" icon={IconAdjustments}>
            <GeneralPanel settings={settings} />
          </Section>
          <Section name="storage" icon={IconDatabase}>
            <StoragePanel settings={settings} description={description} />
          </Section>
        </div>
        <div>
          <Section name="station" icon={IconStethoscope}>
            <StationPanel report={report} description={description} />
          </Section>
          <Section name="inference" icon={IconCpu}>
            <InferencePanel settings={settings} report={report} />
          </Section>
        </div>
      </div>
    </ScrollArea>
  );
}

interface SectionProps {
  readonly name: 'general' | 'storage' | 'inference' | 'station';
  readonly icon: Icon;
  readonly children: ReactNode;
}

function Section({ name, icon: SectionIcon, children }: SectionProps) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby={`settings-${name}`}>
      <Title order={2} size="h4" className={classes.title} id={`settings-${name}`}>
        <SectionIcon size="1.25rem" stroke={1.75} aria-hidden="true" />
        {t(`settings.section.${name}`)}
      </Title>
      {children}
    </section>
  );
}
