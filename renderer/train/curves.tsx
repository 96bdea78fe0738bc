import { useThrottledValue } from '@mantine/hooks';
import { LineChart } from 'echarts/charts';
import { MarkPointComponent } from 'echarts/components';
import { use as register } from 'echarts/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartColors } from '../ui/chart';
import { curveOption, type Curve } from './curve-option';
import classes from './run-page.module.css';

register([LineChart, MarkPointComponent]);

/** A curve that moves four times a second cannot be read off. */
const paceMs = 1000;

interface Props {
  readonly curves: readonly Curve[];
  /** `share`: 0..1, told in percent. */
  readonly unit: 'share' | 'number';
  readonly label: string;
}

/** Figures over the epochs, one curve a run. */
export function Curves({ curves, unit, label }: Props) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const key = useThrottledValue(JSON.stringify(curves), paceMs);
  const option = useCallback(
    (colors: ChartColors, rem: number) => {
      const words = {
        epoch: t('train.epoch'),
        best: t('train.best'),
        short: formatter(unit, 'short', language),
        value: formatter(unit, 'long', language),
      };
      return curveOption(JSON.parse(key) as Curve[], words, colors, rem);
    },
    [key, unit, language, t],
  );
  if (curves.every(({ points }) => points.length === 0)) {
    return <div className={classes.nothing}>{t('train.curveLater')}</div>;
  }
  return <Chart option={option} label={label} className={classes.chart ?? ''} />;
}

function formatter(
  unit: Props['unit'],
  length: 'short' | 'long',
  language: string,
): (value: number) => string {
  const digits =
    unit === 'share'
      ? {
          style: 'percent' as const,
          maximumFractionDigits: 1,
          minimumFractionDigits: length === 'long' ? 1 : 0,
        }
      : { maximumSignificantDigits: 4 };
  const format = new Intl.NumberFormat(language, digits);
  return (value) => format.format(value);
}
