import { Button, Group, Skeleton, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircleX, IconRefresh, type Icon } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/contract/contract';
import type { StationCheck, StationReport } from '#shared/domain/station';
import type { Requested } from '../client/use-request';
import { ErrorNotice } from '../ui/error-notice';
import { checkWords } from './check-words';
import { SettingRow } from './setting-row';
import classes from './settings-screen.module.css';

type Wrong = Exclude<StationCheck['state'], 'ok'>;

const marks: Record<Wrong, { readonly icon: Icon; readonly colour: string }> = {
  warning: { icon: IconAlertTriangle, colour: 'var(--verdict-review-text)' },
  missing: { icon: IconCircleX, colour: 'var(--verdict-reject-text)' },
};
const order: readonly Wrong[] = ['missing', 'warning'];

interface Props {
  readonly report: Requested<StationReport>;
  readonly description: Requested<OutputOf<'station.describe'>>;
}

/** What is missing first, with what to do about it; then what this station consists of. */
export function StationPanel({ report: { value, error, loading, reload }, description }: Props) {
  const { t } = useTranslation();
  const checks = value?.checks;
  const wrong = order.flatMap((state) => checks?.filter((check) => check.state === state) ?? []);
  const inPlace = checks?.filter(({ state }) => state === 'ok') ?? [];
  return (
    <>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!checks && !error && <Skeleton h="14rem" mb="md" />}
      {checks && (
        <section className={classes.panel}>
          <SettingRow
            title={t(wrong.length > 0 ? 'settings.station.missing' : 'settings.station.complete')}
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
          {wrong.map((check) => (
            <CheckRow key={check.name} check={check} />
          ))}
          <InPlace checks={inPlace} description={description.value} />
        </section>
      )}
    </>
  );
}

function CheckRow({ check }: { readonly check: StationCheck }) {
  const { t, i18n } = useTranslation();
  const { name, detail, remedy } = checkWords(check, t, i18n.language);
  const { icon: Mark, colour } = marks[check.state === 'missing' ? 'missing' : 'warning'];
  return (
    <SettingRow
      title={
        <Group gap="sm" wrap="nowrap">
          <Mark size="1.375rem" color={colour} aria-label={t(`settings.station.state.${check.state}`)} />
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

interface InPlaceProps {
  readonly checks: readonly StationCheck[];
  readonly description: OutputOf<'station.describe'> | null;
}

/** What is as it should be: a line each. */
function InPlace({ checks, description }: InPlaceProps) {
  const { t, i18n } = useTranslation();
  return (
    <dl className={classes.inPlace}>
      {description && (
        <>
          <dt>{t('settings.station.host')}</dt>
          <dd>{t(`settings.station.hosts.${description.host}`)}</dd>
        </>
      )}
      {checks.map((check) => {
        const { name, detail } = checkWords(check, t, i18n.language);
        return (
          <Fragment key={check.name}>
            <dt>
              <IconCheck
                size="1rem"
                stroke={3}
                color="var(--verdict-pass-text)"
                aria-label={t('settings.station.state.ok')}
              />
              {name}
            </dt>
            <dd>{detail}</dd>
          </Fragment>
        );
      })}
    </dl>
  );
}
