import { Skeleton } from '@mantine/core';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { verdicts, yieldOf, type Tally } from '#shared/domain/inspection';
import { useRequest } from '../client/use-request';
import { Chart, type ChartColors } from '../ui/chart';
import { formatCount, formatShare } from '../ui/formats';
import { labelName } from '../ui/labels';
import { VerdictShape } from '../ui/verdict-shape';
import { withRunningShare } from './pareto';
import type { Filter } from './record-query';
import classes from './record-summary.module.css';

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
      {value.byLabel.length > 0 && <Pareto tally={value} />}
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

const mostLabels = 5;

function Pareto({ tally }: { readonly tally: Tally }) {
  const { t, i18n } = useTranslation();
  const { byLabel } = tally;
  const { language } = i18n;
  const option = useCallback(
    (colors: ChartColors, rem: number) => {
      const shown = withRunningShare(byLabel).slice(0, mostLabels).toReversed();
      return {
        grid: { left: 0, right: 6 * rem, top: 0, bottom: 0, containLabel: true },
        xAxis: { type: 'value', show: false },
        yAxis: {
          type: 'category',
          data: shown.map(({ label }) => labelName(label, t)),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: { color: colors.ink, fontSize: 0.8125 * rem, width: 9 * rem, overflow: 'truncate' },
        },
        series: [
          {
            type: 'bar',
            data: shown.map(({ count, share }) => ({ value: count, share })),
            barWidth: 0.75 * rem,
            itemStyle: { color: colors.accent },
            label: {
              show: true,
              position: 'right',
              color: colors.quiet,
              fontSize: 0.8125 * rem,
              formatter: ({ value, data }: { value: number; data: { share: number } }) =>
                `${formatCount(value, language)}  ${formatShare(data.share, language, 0)}`,
            },
          },
        ],
      };
    },
    [byLabel, t, language],
  );
  const rows = Math.min(byLabel.length, mostLabels);
  return (
    <div style={{ height: `${rows * 1.35}rem` }}>
      <Chart option={option} label={t('records.pareto')} className={classes.chart ?? ''} />
    </div>
  );
}
