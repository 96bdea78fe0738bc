import { Alert, Skeleton, Switch, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingRecord } from '#shared/domain/training';
import { ErrorNotice } from '../ui/error-notice';
import { formatDateTime } from '../ui/formats';
import { Page } from '../ui/page';
import { useNavigate } from '../ui/route';
import { useKeys } from '../ui/use-keys';
import { CompareTable } from './compare-table';
import { Curves } from './curves';
import { judgedBy } from './figures';
import { Panel } from './panel';
import classes from './run-page.module.css';
import { useRecords } from './use-records';
import { figureName } from './words';

/** Several runs side by side: their curves over each other, their figures and settings in a table. */
export function ComparePage({ ids }: { readonly ids: readonly string[] }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { records: known, error } = useRecords(ids);
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const records = ids.flatMap((id) => known.get(id) ?? []);
  const back = () => navigate('train');
  useKeys({ escape: back, d: () => setOnlyDifferent(!onlyDifferent) });

  /** The same name again and again is told apart by when it was. */
  const named = ({ name, startedAt, createdAt }: TrainingRecord) =>
    records.filter((one) => one.name === name).length > 1
      ? `${name}, ${formatDateTime(startedAt ?? createdAt, i18n.language)}`
      : name;
  const judged = [...new Set(records.flatMap(({ best }) => (best ? [judgedBy(best)] : [])))];
  const figure = judged.map((name) => figureName(name, t)).join(t('app.listSeparator'));
  const title = t('train.figureTitle', { figure: figure || t('train.figureOf') });
  return (
    <Page title={t('train.compareTitle', { count: ids.length })} back={t('train.back')} onBack={back}>
      <div className={classes.scroll}>
        <div className={classes.content}>
          {error && <ErrorNotice error={error} />}
          {records.length === 0 && !error && <Skeleton h="14rem" />}
          {judged.length > 1 && (
            <Alert variant="default" bd="1px solid var(--panel-line)" icon={<IconInfoCircle />}>
              <Text size="sm">{t('train.compareTasks')}</Text>
            </Alert>
          )}
          {records.length > 0 && (
            <>
              <div className={classes.curves}>
                <Panel title={title}>
                  <Curves
                    unit="share"
                    label={title}
                    curves={records.map((record) => curveOf(record, named(record), ({ metric }) => metric))}
                  />
                </Panel>
                <Panel title={t('train.loss')}>
                  <Curves
                    unit="number"
                    label={t('train.loss')}
                    curves={records.map((record) => curveOf(record, named(record), ({ loss }) => loss))}
                  />
                </Panel>
              </div>
              <Panel
                title={t('train.sideBySide')}
                aside={
                  <Switch
                    label={t('train.onlyDifferent')}
                    checked={onlyDifferent}
                    onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
                  />
                }
              >
                <CompareTable records={records} onlyDifferent={onlyDifferent} />
              </Panel>
            </>
          )}
        </div>
      </div>
    </Page>
  );
}

function curveOf(
  { history, best }: TrainingRecord,
  name: string,
  value: (one: TrainingRecord['history'][number]) => number,
) {
  return {
    name,
    best: best?.epoch ?? null,
    points: history.map((one) => [one.epoch, value(one)] as const),
  };
}
