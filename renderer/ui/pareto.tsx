import type { EChartsCoreOption } from 'echarts/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tally } from '#shared/domain/inspection';
import { Chart, type ChartColors } from './chart';
import { formatCount, formatShare } from './formats';
import { labelName } from './labels';
import { paretoBars, type ParetoBar } from './pareto-bars';
import classes from './pareto.module.css';

interface Props {
  /** Most first. */
  readonly byLabel: Tally['byLabel'];
  /** The vital few; the rest is in the records. */
  readonly most: number;
  readonly label: string;
}

const barRem = 1.5;

/** Findings by label, most first, each with its count and the share that it and those above it have. */
export function Pareto({ byLabel, most, label }: Props) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const bars = paretoBars(byLabel, most).map((bar) => ({ ...bar, label: labelName(bar.label, t) }));
  const key = JSON.stringify(bars);
  const option = useCallback(
    (colors: ChartColors, rem: number) => paretoOption(JSON.parse(key) as ParetoBar[], language, colors, rem),
    [key, language],
  );
  return (
    <div style={{ height: `${bars.length * barRem}rem` }}>
      <Chart option={option} label={label} className={classes.chart ?? ''} />
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
      right: 5 * rem,
      top: 0,
      bottom: 0,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ label }) => label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, width: 8 * rem, overflow: 'truncate', interval: 0 },
    },
    series: [
      {
        type: 'bar',
        data: bars.map(({ count }) => count),
        barWidth: 0.75 * rem,
        itemStyle: { color: colors.accent, borderRadius: [0, 2, 2, 0] },
        label: {
          show: true,
          position: 'right',
          ...text,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const bar = bars[dataIndex];
            if (!bar) return '';
            return `{count|${formatCount(bar.count, language)}}  {share|${formatShare(bar.share, language, 0)}}`;
          },
          rich: { count: { ...text, fontWeight: 600 }, share: { ...text, color: colors.quiet } },
        },
      },
    ],
  };
}
