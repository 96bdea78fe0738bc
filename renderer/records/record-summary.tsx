import { Skeleton } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { verdicts, yieldOf } from '#shared/domain/inspection';
import { useRequest } from '../client/use-request';
import { formatCount, formatShare } from '../ui/formats';
import { Pareto } from '../ui/pareto';
import { VerdictShape } from '../ui/verdict-shape';
import type { Filter } from './record-query';
import classes from './record-summary.module.css';

const mostLabels = 5;

/** The selection in figures: how many, yield, verdicts, and which findings most. */
export function RecordSummary({ filter, round }: { readonly filter: Filter; readonly round: number }) {
  const { t, i18n } = useTranslation();
  const { value, error, reload } = useRequest('records.tally', { filter });
  useEffect(reload, [round, reload]);
  if (error) return null; // the list beside it tells
  if (!value) return <Skeleton h="5rem" m="sm" w="auto" flex="none" />;
  return (
    <div className={classes.summary}>
      <div className={classes.figures}>
        <Figure name={t('records.parts')} value={formatCount(value.total, i18n.language)} />
        <Figure name={t('records.yield')} value={formatShare(yieldOf(value), i18n.language)} />
        <div className={classes.verdicts}>
          {verdicts.map((verdict) => (
            <span
              key={verdict}
              className={classes.count}
              data-verdict={verdict}
              title={t(`verdict.${verdict}`)}
            >
              <VerdictShape verdict={verdict} size="1rem" />
              {formatCount(value.byVerdict[verdict], i18n.language)}
            </span>
          ))}
        </div>
      </div>
      {value.byLabel.length > 0 && (
        <Pareto byLabel={value.byLabel} most={mostLabels} label={t('records.pareto')} />
      )}
    </div>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <div className={classes.name}>{name}</div>
      <div className={classes.value}>{value}</div>
    </div>
  );
}
