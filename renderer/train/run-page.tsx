import { Button, Skeleton } from '@mantine/core';
import { IconSchoolOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatModelRef } from '#shared/domain/model';
import type { TrainingRun } from '#shared/domain/training';
import { useTraining } from '../client/training-store';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { Page } from '../ui/page';
import { useNavigate } from '../ui/route';
import { RunCurves } from './run-curves';
import { RunFacts } from './run-facts';
import { RunActions } from './run-actions';
import { RunNotes } from './run-notes';
import classes from './run-page.module.css';
import { RunOutcome } from './run-outcome';
import { RunProgress } from './run-progress';
import { RunState } from './run-state';
import { SeenPictures } from './seen-pictures';
import { useRecords } from './use-records';
import { Results } from './results';

/** One training: how far it is, what it sees, how good it became. */
export function RunPage({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const loaded = useTraining((runs) => runs !== null);
  const run = useTraining((runs) => runs?.find((one) => one.id === id));
  if (!loaded) return <Skeleton m="lg" h="20rem" w="auto" />;
  if (run) return <Run run={run} />;
  return (
    <EmptyState icon={IconSchoolOff} title={t('train.gone')} text={t('train.goneText', { id })}>
      <Button mt="md" onClick={() => navigate('train')}>
        {t('train.back')}
      </Button>
    </EmptyState>
  );
}

function Run({ run }: { readonly run: TrainingRun }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { records, error } = useRecords([run.id]);
  const record = records.get(run.id);
  return (
    <Page
      title={run.registered ? formatModelRef(run.registered) : run.name}
      mark={<RunState state={run.state} />}
      actions={<RunActions run={run} />}
      back={t('train.back')}
      onBack={() => navigate('train')}
    >
      <div className={classes.scroll}>
        <div className={classes.content}>
          <RunProgress run={run} />
          <RunOutcome run={run} />
          {error && <ErrorNotice error={error} />}
          <div className={classes.columns}>
            <div className={classes.main}>
              <Results run={run} />
              <RunCurves run={run} history={record?.history ?? []} />
              <SeenPictures run={run} />
            </div>
            <div className={classes.side}>
              <RunFacts run={run} />
              {record && record.notes.length > 0 && <RunNotes notes={record.notes} />}
            </div>
          </div>
        </div>
      </div>
    </Page>
  );
}
