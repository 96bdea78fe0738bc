import { Button, DataList, Group, Skeleton, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconRefresh, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import type { StationCheck, StationReport } from '#shared/domain/station';
import type { Requested } from '../client/use-request';
import { ErrorNotice } from '../ui/error-notice';
import { checkWords } from './check-words';
import { SettingRow } from './setting-row';
import classes from './settings-screen.module.css';

const marks: Record<StationCheck['state'], { readonly icon: Icon; readonly colour: string }> = {
  ok: { icon: IconCircleCheck, colour: 'var(--verdict-pass-text)' },
  warning: { icon: IconAlertTriangle, colour: 'var(--verdict-review-text)' },
  missing: { icon: IconCircleX, colour: 'var(--verdict-reject-text)' },
};
const order: readonly StationCheck['state'][] = ['missing', 'warning', 'ok'];

interface Props {
  readonly report: Requested<StationReport>;
  readonly description: Requested<OutputOf<'station.describe'>>;
}

/** What is missing first, with what to do about it; then what this station consists of. */
export function StationPanel({ report: { value, error, loading, reload }, description }: Props) {
  const { t } = useTranslation();
  const checks = value?.checks.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const wrong = checks?.filter(({ state }) => state !== 'ok').length ?? 0;
  return (
    <>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!checks && !error && <Skeleton h="14rem" maw="48rem" mb="md" />}
      {checks && (
        <section className={classes.panel}>
          <SettingRow
            title={t(wrong > 0 ? 'settings.station.missing' : 'settings.station.complete')}
            text={t('settings.station.text')}
          >
            <Button
              variant="default"
              loading={loading}
              leftSection={<IconRefresh size="1.1rem" />}
              onClick={reload}
            >
              {t('settings.station.again')}
            </Button>
          </SettingRow>
          {checks.map((check) => (
            <CheckRow key={check.name} check={check} />
          ))}
        </section>
      )}
      {description.value && <Versions {...description.value} />}
    </>
  );
}

function CheckRow({ check }: { readonly check: StationCheck }) {
  const { t, i18n } = useTranslation();
  const { state, detail } = check;
  const { name, remedy } = checkWords(check, t, i18n.language);
  const { icon: Mark, colour } = marks[state];
  return (
    <SettingRow
      title={
        <Group gap="sm" wrap="nowrap">
          <Mark size="1.375rem" color={colour} aria-label={t(`settings.station.state.${state}`)} />
          {name}
        </Group>
      }
      text={
        <div style={{ paddingLeft: '2.125rem' }}>
          {detail}
          {remedy !== '' && (
            <Text size="sm" fw={500} c="var(--mantine-color-text)">
              {remedy}
            </Text>
          )}
        </div>
      }
    />
  );
}

function Versions({ version, host, runtime }: OutputOf<'station.describe'>) {
  const { t } = useTranslation();
  const facts = [
    ['Loupe', version],
    [t('settings.station.host'), t(`settings.station.hosts.${host}`)],
    ...Object.entries(runtime),
  ];
  return (
    <section className={classes.panel}>
      <SettingRow title={t('settings.station.versions')} />
      <div className={classes.wide}>
        <DataList size="sm" gap="0.375rem" labelWidth="10rem">
          {facts.map(([label, value]) => (
            <DataList.Item key={label}>
              <DataList.ItemLabel>{label}</DataList.ItemLabel>
              <DataList.ItemValue>{value}</DataList.ItemValue>
            </DataList.Item>
          ))}
        </DataList>
      </div>
    </section>
  );
}
