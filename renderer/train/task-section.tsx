import { Radio, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DatasetLook, KnownDataset } from '#shared/domain/known-dataset';
import { tasks, type TaskName } from '#shared/domain/model';
import classes from './choice.module.css';
import { editDraft } from './train-store';

interface Props {
  readonly dataset: KnownDataset | null;
  readonly chosen: TaskName | null;
}

const inOrder = (offered: DatasetLook['tasks']) =>
  offered.toSorted((a, b) => tasks.indexOf(a.task) - tasks.indexOf(b.task));

/** What can be learnt from the dataset, what one gets from each, and why the others cannot be. */
export function TaskSection({ dataset, chosen }: Props) {
  const { t, i18n } = useTranslation();
  const offered = dataset?.look?.tasks;
  if (!offered) {
    return (
      <Text size="sm" c="var(--quiet-ink)">
        {t('train.taskLater')}
      </Text>
    );
  }
  // The engine's own sentence is the most exact one, and English.
  const why = (task: TaskName, problem: string) =>
    i18n.language.startsWith('en') ? problem : t(`train.task.${task}.needs`);
  return (
    <Radio.Group
      name="train-task"
      value={chosen}
      onChange={(value) => {
        const task = tasks.find((known) => known === value);
        if (task) editDraft({ task, name: null });
      }}
      aria-label={t('train.step.task')}
    >
      <div className={classes.grid}>
        {inOrder(offered).map(({ task, problem }) => (
          <Radio.Card key={task} className={classes.card} value={task} disabled={problem !== null}>
            <span className={classes.title}>
              <Radio.Indicator disabled={problem !== null} />
              {t(`recipes.model.tasks.${task}`)}
            </span>
            <span className={classes.text}>{t(`train.task.${task}.gives`)}</span>
            {problem !== null && <span className={classes.problem}>{why(task, problem)}</span>}
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
