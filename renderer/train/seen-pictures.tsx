import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingRun } from '#shared/domain/training';
import { useEach } from '../client/use-stream';
import { ErrorNotice } from '../ui/error-notice';
import { judge } from './judge';
import { Panel } from './panel';
import { SeenCard } from './seen-card';
import { SeenLarge } from './seen-large';
import { nothingSeen, withPictures, type Seen } from './seen-order';
import classes from './seen.module.css';
import { isUnderWay } from './words';

/** Boxes of a detector that has no threshold of its own yet count from here on. */
const usualThreshold = 0.3;

/** Pictures of the validation with what they show and what the model says of them, the wrong ones first. */
export function SeenPictures({ run }: { readonly run: TrainingRun }) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState<Seen>(nothingSeen);
  const [large, setLarge] = useState<string | null>(null);
  const { task, last, manifest } = run;
  const threshold = manifest?.options['threshold'] ?? last?.metrics['threshold'] ?? usualThreshold;
  const waiting = run.state === 'waiting';
  const { error } = useEach(
    'training.predictions',
    waiting ? null : { id: run.id },
    (pictures) => {
      const several = pictures.some(({ labels }) => labels.length > 1);
      setSeen((known) =>
        withPictures(known, pictures, (picture) => judge(picture, task, threshold, several)),
      );
    },
    // What is kept of a run can be read once it has ended, and what is new once it runs again.
    { round: run.state === 'running' || run.state === 'paused' ? 0 : 1 },
  );
  const { ones } = seen;
  if (ones.length === 0 && !error && !isUnderWay(run)) return null;
  const wrong = ones.filter(({ judged }) => !judged.right).length;
  return (
    <Panel
      title={t('train.seen.title')}
      aside={
        ones.length > 0 && (
          <Text size="sm" c="var(--quiet-ink)" role="status">
            {t('train.seen.count', { right: ones.length - wrong, count: ones.length })}
          </Text>
        )
      }
    >
      {error && <ErrorNotice error={error} />}
      {ones.length === 0 && !error && <div className={classes.nothing}>{t('train.seen.later')}</div>}
      <div className={classes.grid}>
        {ones.map((one) => (
          <SeenCard key={one.picture.name} one={one} task={task} onOpen={() => setLarge(one.picture.name)} />
        ))}
      </div>
      <SeenLarge ones={ones} name={large} task={task} onShow={setLarge} />
    </Panel>
  );
}
