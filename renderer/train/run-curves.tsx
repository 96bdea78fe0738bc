import { useTranslation } from 'react-i18next';
import type { TrainingRun, Validated } from '#shared/domain/training';
import { Curves } from './curves';
import { judgedBy } from './figures';
import { Panel } from './panel';
import classes from './run-page.module.css';
import { figureName, isUnderWay } from './words';

interface Props {
  readonly run: TrainingRun;
  readonly history: readonly Validated[];
}

/** The loss, which falls, and the figure that counts, which rises; the epoch that was kept is marked. */
export function RunCurves({ run, history }: Props) {
  const { t } = useTranslation();
  if (history.length === 0 && !isUnderWay(run)) return null;
  const best = run.best?.epoch ?? null;
  const figure = run.best ? figureName(judgedBy(run.best), t) : t('train.figureOf');
  return (
    <div className={classes.curves}>
      <Panel title={t('train.figureTitle', { figure })}>
        <Curves
          unit="share"
          label={t('train.figureTitle', { figure })}
          curves={[{ name: figure, best, points: history.map(({ epoch, metric }) => [epoch, metric]) }]}
        />
      </Panel>
      <Panel title={t('train.loss')}>
        <Curves
          unit="number"
          label={t('train.loss')}
          curves={[{ name: t('train.lossName'), best, points: lossPoints(run, history) }]}
        />
      </Panel>
    </div>
  );
}

/** With the epoch that is under way: its mean so far stands where it has come to. */
function lossPoints({ progress }: TrainingRun, history: readonly Validated[]): [number, number][] {
  const points = history.map(({ epoch, loss }): [number, number] => [epoch, loss]);
  const last = points.at(-1)?.[0] ?? 0;
  if (progress && progress.steps > 0) {
    const at = (progress.step / progress.steps) * progress.epochs;
    if (at > last) points.push([Math.round(at * 100) / 100, progress.loss]);
  }
  return points;
}
