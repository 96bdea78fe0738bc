import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrainingRun } from '#shared/domain/training';
import { useTraining } from '../client/training-store';
import { formatNumber, formatShare } from '../ui/formats';
import classes from './run-page.module.css';
import { headline, isUnderWay, phaseWords, shareDone } from './words';

/** How far a run is that is under way, how fast, and how long it still takes. */
export function RunProgress({ run }: { readonly run: TrainingRun }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { state, reading, progress, best } = run;
  const ahead = useTraining((runs) => runs?.find((one) => one.state === 'running' || one.state === 'paused'));
  if (!isUnderWay(run)) return null;
  const share = reading ? reading.done / Math.max(1, reading.total) : shareDone(run);
  const measuring = progress !== null && progress.step >= progress.steps;
  const unknown = state === 'running' && !reading && (!progress || measuring);
  const phase =
    state === 'waiting' && ahead
      ? t('train.phase.behind', { name: ahead.name })
      : phaseWords(run, t, language);
  return (
    <div className={classes.progress}>
      <div className={classes.phase} role="status">
        <b>{phase}</b>
        {progress && !measuring && (
          <>
            <span className={classes.quiet}>{formatShare(share, language, 0)}</span>
            {progress.picturesPerSecond !== null && (
              <span className={classes.quiet}>
                {t('train.pace', {
                  pictures: formatNumber(
                    progress.picturesPerSecond,
                    language,
                    progress.picturesPerSecond < 10 ? 1 : 0,
                  ),
                })}
              </span>
            )}
          </>
        )}
        {best && (
          <span className={classes.quiet}>
            {t('train.bestSoFar', { figure: headline(best, t, language), epoch: best.epoch })}
          </span>
        )}
      </div>
      <Progress
        value={unknown ? 100 : share * 100}
        animated={state === 'running'}
        color={state === 'running' ? 'cobalt' : 'gray'}
        size="lg"
        aria-label={phase}
      />
    </div>
  );
}
