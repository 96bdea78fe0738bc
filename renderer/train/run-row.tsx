import { Checkbox, Progress, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatModelRef } from '#shared/domain/model';
import type { TrainingRun } from '#shared/domain/training';
import { errorSentence } from '../ui/error-sentence';
import { formatShare } from '../ui/formats';
import { useNavigate } from '../ui/route';
import { figureName, formatWhen, isUnderWay, phaseWords, shareDone } from './words';
import { judgedBy } from './figures';
import classes from './run-list.module.css';
import { RunState } from './run-state';
import { tick, useTrain } from './train-store';

export function RunRow({ run }: { readonly run: TrainingRun }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const ticked = useTrain((state) => state.ticked.includes(run.id));
  return (
    <div className={classes.row}>
      <Checkbox
        className={classes.tick}
        checked={ticked}
        onChange={() => tick(run.id)}
        aria-label={t('train.tick', { name: run.name })}
        title={t('train.tickHint')}
      />
      <UnstyledButton className={classes.open} onClick={() => navigate('train', run.id)}>
        <span>
          <RunState state={run.state} />
        </span>
        <div className={classes.words}>
          <Text fw={600} truncate title={run.name}>
            {run.registered ? formatModelRef(run.registered) : run.name}
          </Text>
          <div className={classes.quiet} title={run.dataset.path}>
            {t(`recipes.model.tasks.${run.task}`)} · {run.dataset.name} ·{' '}
            {t(`train.quality.${run.settings.quality}`)}
          </div>
        </div>
        <Best run={run} />
        <When run={run} />
      </UnstyledButton>
    </div>
  );
}

function Best({ run: { best } }: { readonly run: TrainingRun }) {
  const { t, i18n } = useTranslation();
  if (!best) return <span />;
  return (
    <div className={classes.best}>
      <b>{formatShare(best.metric, i18n.language)}</b>
      <div className={classes.quiet}>{figureName(judgedBy(best), t)}</div>
    </div>
  );
}

/** How far it is while it is under way; why it failed; else when it was. */
function When({ run }: { readonly run: TrainingRun }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { state, error } = run;
  if (isUnderWay(run)) {
    const words = phaseWords(run, t, language);
    return (
      <div className={classes.when}>
        <Progress value={shareDone(run) * 100} animated={state === 'running'} aria-label={words} />
        <div className={classes.quiet}>{words}</div>
      </div>
    );
  }
  const sentence = error && errorSentence(error, t, language);
  return (
    <div className={classes.when}>
      <div>{formatWhen(run.startedAt ?? run.createdAt, language)}</div>
      {sentence && (
        <div className={classes.quiet} title={sentence}>
          {sentence}
        </div>
      )}
    </div>
  );
}
