import { Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTraining } from '../client/training-store';
import { useRequest } from '../client/use-request';
import { Page } from '../ui/page';
import { useNavigate } from '../ui/route';
import { useKeys } from '../ui/use-keys';
import { newAddress } from './address';
import { DatasetSection } from './dataset-section';
import { EffortSection } from './effort-section';
import classes from './new-training.module.css';
import { StartPanel } from './start-panel';
import { TaskSection } from './task-section';
import { setDraft, useTrain } from './train-store';
import { datasetOf, draftLike, requestOf, taskOf } from './training-draft';

/** Choose a dataset, then start: everything else is chosen already. */
export function NewTraining({ like }: { readonly like: string | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const datasets = useRequest('datasets.list', {});
  const draft = useTrain((state) => state.draft);
  const dataset = datasetOf(draft, datasets.value ?? []);
  const task = dataset && taskOf(draft, dataset);
  const asked = requestOf(draft, dataset);
  const problem = 'problem' in asked ? asked.problem : null;
  const back = () => navigate('train');
  useLike(like);
  useKeys({ escape: back });

  return (
    <Page title={t('train.new')} back={t('train.back')} onBack={back}>
      <div className={classes.halves}>
        <div className={classes.steps}>
          <Step number={1} title={t('train.step.dataset')}>
            <DatasetSection datasets={datasets} chosen={dataset} />
          </Step>
          <Step number={2} title={t('train.step.task')}>
            <TaskSection dataset={dataset} chosen={task} />
          </Step>
          <Step number={3} title={t('train.step.effort')}>
            <EffortSection problem={problem} />
          </Step>
        </div>
        <StartPanel dataset={dataset} task={task} asked={asked} />
      </div>
    </Page>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section className={classes.step}>
      <Title order={3} size="h4" className={classes.title}>
        <span className={classes.number}>{number}</span>
        {title}
      </Title>
      {children}
    </section>
  );
}

/** Begins with the settings of an earlier run; the address then says what is shown: a new training. */
function useLike(like: string | null): void {
  const navigate = useNavigate();
  const run = useTraining((runs) => runs?.find(({ id }) => id === like));
  useEffect(() => {
    if (!run) return;
    setDraft(draftLike(run));
    navigate('train', newAddress());
  }, [run, navigate]);
}
