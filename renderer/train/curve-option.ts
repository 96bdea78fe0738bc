import type { EChartsCoreOption } from 'echarts/core';
import type { ChartColors } from '../ui/chart';

/** How a figure went from epoch to epoch. */
export interface Curve {
  readonly name: string;
  readonly points: readonly (readonly [epoch: number, value: number])[];
  /** The epoch that was kept; null: none yet. */
  readonly best: number | null;
}

interface Words {
  /** Of the horizontal axis. */
  readonly epoch: string;
  readonly best: string;
  /** On the axis, where room is scarce. */
  short(value: number): string;
  value(value: number): string;
}

/** Told apart in both schemes and without colour vision; the dashes help where curves cross. After Okabe and Ito (2008). */
const strokes = [
  { color: '#4a86f0', dash: 'solid' },
  { color: '#e08a00', dash: [8, 4] },
  { color: '#12a07c', dash: [3, 3] },
  { color: '#c860a4', dash: [10, 3, 3, 3] },
  { color: '#d55e3a', dash: [14, 4] },
  { color: '#8a8f98', dash: [2, 5] },
] as const;

export function strokeOf(index: number): (typeof strokes)[number] {
  return strokes[index % strokes.length] ?? strokes[0];
}

/** Fewer points are shown one by one. */
const mostSymbols = 40;

/** Curves over the epochs. Many points are thinned so that peaks stay. */
export function curveOption(
  curves: readonly Curve[],
  words: Words,
  colors: ChartColors,
  rem: number,
): EChartsCoreOption {
  const text = { color: colors.quiet, fontSize: 0.75 * rem };
  const line = { lineStyle: { color: colors.line } };
  return {
    grid: {
      left: 0.25 * rem,
      right: 1.25 * rem,
      top: 1.375 * rem,
      bottom: 0,
      outerBoundsMode: 'same',
      outerBoundsContain: 'all',
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? words.value(value) : '–'),
      textStyle: { fontSize: 0.8125 * rem, color: '#232c35' },
    },
    xAxis: {
      type: 'value',
      name: words.epoch,
      nameLocation: 'middle',
      nameGap: 1.375 * rem,
      nameTextStyle: text,
      min: 0,
      max: ({ max }: { max: number }) => Math.max(1, Math.ceil(max)),
      minInterval: 1,
      axisPointer: {
        label: {
          formatter: ({ value }: { value: number }) => `${words.epoch} ${Math.round(value * 10) / 10}`,
        },
      },
      axisLabel: { ...text, hideOverlap: true },
      axisLine: line,
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: true,
      splitNumber: 4,
      minInterval: 0.001,
      axisLabel: { ...text, formatter: (value: number) => words.short(value) },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: line,
    },
    series: curves.map(({ name, points, best }, index) => {
      const { color, dash } = strokeOf(index);
      const at = points.find(([epoch]) => epoch === best);
      return {
        type: 'line',
        name,
        data: points,
        sampling: 'lttb',
        showSymbol: points.length <= mostSymbols,
        symbol: 'circle',
        symbolSize: 0.3125 * rem,
        lineStyle: { color, width: 0.125 * rem, type: dash },
        itemStyle: { color },
        markPoint: at && {
          symbol: 'diamond',
          symbolSize: 0.875 * rem,
          itemStyle: { color, borderColor: colors.ink, borderWidth: 1 },
          label: {
            show: curves.length === 1,
            position: 'top',
            color: colors.ink,
            fontSize: 0.75 * rem,
            fontWeight: 600,
            formatter: words.best,
          },
          data: [{ coord: at }],
        },
      };
    }),
  };
}
