import { Button, DataList, Text, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownDataset } from '#shared/domain/known-dataset';
import type { TaskName } from '#shared/domain/model';
import { useTraining } from '../client/training-store';
import { formatCount } from '../ui/formats';
import { KeyHint } from '../ui/key-hint';
import { useNavigate } from '../ui/route';
import { useKeys } from '../ui/use-keys';
import classes from './new-training.module.css';
import { editDraft, setDraft, useTrain } from './train-store';
import { emptyDraft, nameOf, type requestOf } from './training-draft';
import { useRunActions } from './use-run-actions';
import { durationWords } from './words';

interface Props {
  readonly dataset: KnownDataset | null;
  readonly task: TaskName | null;
  readonly asked: ReturnType<typeof requestOf>;
}

/** What is going to happen, under which name, and the one button that makes it so. */
export function StartPanel({ dataset, task, asked }: Props) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const navigate = useNavigate();
  const actions = useRunActions();
  const draft = useTrain((state) => state.draft);
  const ahead = useTraining((runs) => runs?.find(({ state }) => state === 'running' || state === 'paused'));
  const [starting, setStarting] = useState(false);
  const problem = 'problem' in asked ? asked.problem : null;
  const request = 'request' in asked ? asked.request : null;

  async function start(): Promise<void> {
    if (!request || starting) return;
    setStarting(true);
    const id = await actions.start(request);
    setStarting(false);
    if (id === null) return;
    setDraft({ ...emptyDraft, datasetId: request.datasetId });
    navigate('train', id);
  }
  useKeys({ 'ctrl+enter': () => void start() });

  const look = dataset?.look;
  const facts: readonly (readonly [string, string])[] = [
    [t('train.fact.dataset'), dataset?.name ?? '–'],
    [
      t('train.fact.learnsFrom'),
      look
        ? t('train.dataset.pictureCount', { count: look.split.counts.train })
        : formatCount(null, language),
    ],
    [t('train.fact.task'), task ? t(`recipes.model.tasks.${task}`) : '–'],
    [t('train.fact.quality'), t(`train.quality.${draft.quality}`)],
    [t('train.fact.time'), request ? durationWords(request.settings, t, language) : '–'],
  ];
  return (
    <aside className={classes.start} aria-label={t('train.summary')}>
      <TextInput
        label={t('train.name')}
        description={t('train.nameText')}
        value={nameOf(draft, dataset, task)}
        maxLength={64}
        spellCheck={false}
        disabled={!task}
        error={problem === 'name' && t('train.problem.name')}
        onChange={(event) => editDraft({ name: event.currentTarget.value })}
      />
      <DataList size="sm" gap="xs" labelWidth="7.5rem">
        {facts.map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
      <Button
        size="lg"
        leftSection={<IconPlayerPlay size="1.25rem" />}
        rightSection={<KeyHint>Ctrl+Enter</KeyHint>}
        disabled={!request}
        loading={starting}
        onClick={() => void start()}
      >
        {t('train.start')}
      </Button>
      {problem && (
        <Text
          size="sm"
          c={problem === 'dataset' ? 'var(--quiet-ink)' : 'var(--verdict-review-text)'}
          role="status"
        >
          {t(`train.problem.${problem}`)}
        </Text>
      )}
      {!problem && ahead && (
        <Text size="sm" role="status">
          {t('train.startsAfter', { name: ahead.name })}
        </Text>
      )}
      <div className={classes.note}>{t('train.startText')}</div>
    </aside>
  );
}
