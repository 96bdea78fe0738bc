import { useTranslation } from 'react-i18next';
import { verdicts, yieldOf, type Tally } from '#shared/domain/inspection';
import { useStation } from '../client/station-store';
import { formatCount, formatMs, formatShare } from '../ui/formats';
import { VerdictShape } from '../ui/verdict-shape';
import classes from './figures.module.css';

const noTally: Tally = {
  total: 0,
  byVerdict: { pass: 0, review: 0, reject: 0, 'not-inspected': 0 },
  byLabel: [],
};

/** The run in figures, as the engine counts it. */
export function Figures() {
  const { t, i18n } = useTranslation();
  const station = useStation(
    (status) =>
      status && {
        tally: status.tally,
        ratePerMinute: status.ratePerMinute,
        latencyMs: status.latencyMs,
        overruns: status.overruns,
      },
  );
  const tally = station?.tally ?? noTally;
  const { language } = i18n;
  return (
    <div className={classes.figures}>
      <div className={classes.head}>
        <Figure name={t('inspect.yield')} value={formatShare(yieldOf(tally), language)} />
        <Figure name={t('inspect.parts')} value={formatCount(tally.total, language)} />
      </div>
      <div className={classes.verdicts}>
        {verdicts.map((verdict) => (
          <div key={verdict} className={classes.count} data-verdict={verdict} title={t(`verdict.${verdict}`)}>
            <VerdictShape verdict={verdict} size="1.125rem" />
            <span className={classes.name}>{t(`inspect.counts.${verdict}`)}</span>
            <b>{formatCount(tally.byVerdict[verdict], language)}</b>
          </div>
        ))}
      </div>
      <dl className={classes.pace}>
        <dt>{t('inspect.rate')}</dt>
        <dd>{t('inspect.perMinute', { rate: formatCount(station?.ratePerMinute ?? null, language) })}</dd>
        <dt>{t('inspect.latency')}</dt>
        <dd title={t('inspect.latencyHint')}>
          {formatMs(station?.latencyMs?.median ?? null, language)} /{' '}
          {formatMs(station?.latencyMs?.p99 ?? null, language)}
        </dd>
        <dt>{t('inspect.overruns')}</dt>
        <dd data-bad={(station?.overruns ?? 0) > 0 || undefined}>
          {formatCount(station?.overruns ?? 0, language)}
        </dd>
      </dl>
    </div>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <div className={classes.label}>{name}</div>
      <div className={classes.value}>{value}</div>
    </div>
  );
}
