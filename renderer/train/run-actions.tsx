import { Button } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconPackageImport,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRepeat,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingRun, TrainingState } from '#shared/domain/training';
import { IconAction } from '../ui/icon-action';
import { KeyHint } from '../ui/key-hint';
import { useNavigate } from '../ui/route';
import { useKeys } from '../ui/use-keys';
import { newAddress } from './address';
import { Ask } from './ask';
import { useRunActions } from './use-run-actions';

type Action = 'pause' | 'resume' | 'stop' | 'register' | 'use' | 'again' | 'remove';

/** What can be done in which state, the most likely last: it is the one that is filled. */
const actionsIn: Record<TrainingState, readonly Action[]> = {
  waiting: ['stop'],
  running: ['stop', 'pause'],
  paused: ['stop', 'resume'],
  done: ['remove', 'again', 'register'],
  failed: ['remove', 'again', 'resume'],
  cancelled: ['remove', 'again', 'resume'],
  interrupted: ['remove', 'again', 'resume'],
};

function actionsOf({ state, registered, error }: TrainingRun): readonly Action[] {
  // What failed by its pictures or its settings would fail again.
  const again = error?.code.startsWith('dataset.') || error?.code === 'training.diverged';
  const actions = again ? actionsIn[state].filter((action) => action !== 'resume') : actionsIn[state];
  return registered ? actions.map((action) => (action === 'register' ? 'use' : action)) : actions;
}

/** What holds a training up is never the button that is pressed by mistake. */
const interrupts: readonly Action[] = ['stop', 'pause'];

const keys = { pause: 'P', resume: 'P', stop: 'S', register: 'R', use: 'U', again: 'T' } as const;
const icons = {
  pause: IconPlayerPause,
  resume: IconPlayerPlay,
  stop: IconPlayerStop,
  register: IconPackageImport,
  use: IconAdjustmentsHorizontal,
  again: IconRepeat,
} as const;

/** What can be done with a run, as buttons and keys. */
export function RunActions({ run }: { readonly run: TrainingRun }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const requests = useRunActions();
  const [asked, setAsked] = useState<'stop' | 'remove' | null>(null);
  const [busy, setBusy] = useState<Action | null>(null);
  const offered = actionsOf(run);
  const back = () => navigate('train');

  async function during(action: Action, done: Promise<boolean>): Promise<boolean> {
    setBusy(action);
    const worked = await done;
    setBusy(null);
    return worked;
  }

  async function perform(action: Action): Promise<void> {
    if (busy || !offered.includes(action)) return;
    switch (action) {
      case 'stop':
      case 'remove':
        return setAsked(action);
      case 'use':
        return navigate('recipes');
      case 'again':
        return navigate('train', newAddress(run.id));
      case 'pause':
      case 'resume':
      case 'register':
        await during(action, requests[action](run));
    }
  }

  async function confirm(): Promise<void> {
    const action = asked;
    setAsked(null);
    if (action === 'stop') await during('stop', requests.stop(run));
    else if (action === 'remove' && (await requests.remove(run))) back();
  }

  useKeys({
    p: () => void perform(offered.includes('pause') ? 'pause' : 'resume'),
    s: () => void perform('stop'),
    r: () => void perform('register'),
    u: () => void perform('use'),
    t: () => void perform('again'),
    delete: () => void perform('remove'),
    escape: back,
  });

  const last = offered.at(-1);
  return (
    <>
      {offered.map((action) => {
        if (action === 'remove') {
          return (
            <IconAction
              key={action}
              icon={IconTrash}
              label={t('train.action.remove')}
              onClick={() => void perform(action)}
            />
          );
        }
        const ActionIcon = icons[action];
        return (
          <Button
            key={action}
            variant={action === last && !interrupts.includes(action) ? 'filled' : 'default'}
            leftSection={<ActionIcon size="1.1rem" aria-hidden="true" />}
            rightSection={<KeyHint>{keys[action]}</KeyHint>}
            loading={busy === action}
            onClick={() => void perform(action)}
          >
            {t(`train.action.${action}`)}
          </Button>
        );
      })}
      <Ask
        question={asked && t(`train.ask.${asked}`, { name: run.name })}
        text={asked ? t(`train.ask.${asked}Text`) : ''}
        word={asked ? t(`train.action.${asked}`) : ''}
        onCancel={() => setAsked(null)}
        onConfirm={() => void confirm()}
      />
    </>
  );
}
