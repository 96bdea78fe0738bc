import type { EChartsCoreOption } from 'echarts/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useStation } from '../client/station-store';
import { Chart, type ChartColors } from '../ui/chart';
import { formatShare } from '../ui/formats';
import { labelName } from '../ui/labels';
import { paretoBars, shownLabels, type ParetoBar } from './pareto-bars';
import classes from './pareto.module.css';

/** Findings of the run by label, most first, each with its count and the share that it and those above it have. */
export function Pareto() {
  const { t, i18n } = useTranslation();
  const byLabel = useStation()?.tally.byLabel ?? [];
  const bars = paretoBars(byLabel).map((bar) => ({ ...bar, label: labelName(bar.label, t) }));
  const key = JSON.stringify(bars);
  const option = useCallback(
    (colors: ChartColors, rem: number) =>
      paretoOption(JSON.parse(key) as ParetoBar[], i18n.language, colors, rem),
    [key, i18n.language],
  );
  return (
    <div className={classes.box}>
      <div className={classes.title}>{t('inspect.findings')}</div>
      {byLabel.length === 0 ? (
        <div className={classes.empty}>{t('inspect.noFindings')}</div>
      ) : (
        <Chart className={classes.chart ?? ''} option={option} label={t('inspect.findings')} />
      )}
    </div>
  );
}

function paretoOption(
  bars: readonly ParetoBar[],
  language: string,
  colors: ChartColors,
  rem: number,
): EChartsCoreOption {
  const text = { color: colors.ink, fontSize: 0.8125 * rem };
  return {
    grid: {
      left: 0,
      right: 4.75 * rem,
      top: 0,
      bottom: 0,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: Array.from({ length: shownLabels }, (_, index) => bars[index]?.label ?? ''),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, width: 7.5 * rem, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        data: bars.map(({ count }) => count),
        barMaxWidth: 1.125 * rem,
        itemStyle: { color: colors.accent, borderRadius: [0, 2, 2, 0] },
        label: {
          show: true,
          position: 'right',
          ...text,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const bar = bars[dataIndex];
            return bar ? `{count|${bar.count}} {share|${formatShare(bar.share, language, 0)}}` : '';
          },
          rich: { count: { ...text, fontWeight: 600 }, share: { ...text, color: colors.quiet } },
        },
      },
    ],
  };
}
