import { useComputedColorScheme } from '@mantine/core';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use as register, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { fontFamily } from './theme';

// Only what the screens use; a screen with another kind of chart adds its parts with echarts' `use`.
register([BarChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

export interface ChartColors {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly accent: string;
}

const colors: Record<'light' | 'dark', ChartColors> = {
  light: { ink: '#232c35', quiet: '#566473', line: '#dde2e8', accent: '#2f6de0' },
  dark: { ink: '#dce2e9', quiet: '#95a2b0', line: '#303a45', accent: '#5e90f2' },
};

interface Props {
  /** Builds the option; must be stable (module level or useCallback). `rem` is the size of a text line's em, px. */
  readonly option: (colors: ChartColors, rem: number) => EChartsCoreOption;
  readonly label: string;
  readonly className?: string;
}

/** An ECharts canvas that follows its box, the colour scheme and new options. */
export function Chart({ option, label, className }: Props) {
  const scheme = useComputedColorScheme('light');
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);

  useEffect(() => {
    if (!element.current) return;
    const created = init(element.current, null, { renderer: 'canvas' });
    chart.current = created;
    const observer = new ResizeObserver(() => created.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      created.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    chart.current?.setOption(
      { textStyle: { fontFamily }, animation: false, ...option(colors[scheme], rem) },
      // What the mouse points at stays told while the data moves on.
      { replaceMerge: ['series'] },
    );
  }, [option, scheme]);

  return <div ref={element} className={className} role="img" aria-label={label} />;
}
