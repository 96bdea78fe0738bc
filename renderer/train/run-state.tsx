import {
  IconAlertOctagon,
  IconCircleCheck,
  IconClock,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlugConnectedX,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TrainingState } from '#shared/domain/training';
import classes from './run-state.module.css';

const icons: Record<TrainingState, Icon> = {
  waiting: IconClock,
  running: IconPlayerPlay,
  paused: IconPlayerPause,
  done: IconCircleCheck,
  failed: IconAlertOctagon,
  cancelled: IconPlayerStop,
  interrupted: IconPlugConnectedX,
};

/** How a run is: colour and word and shape, always all three. */
export function RunState({ state }: { readonly state: TrainingState }) {
  const { t } = useTranslation();
  const StateIcon = icons[state];
  return (
    <span className={classes.state} data-state={state}>
      <StateIcon size="1.15em" stroke={2} aria-hidden="true" />
      {t(`train.state.${state}`)}
    </span>
  );
}
