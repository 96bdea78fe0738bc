import {
  IconAdjustmentsHorizontal,
  IconEye,
  IconListSearch,
  IconSchool,
  IconSettings,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import logo from '../resources/icons/loupe.svg';
import { useConnection } from './client/client-context';
import { isOpen, useStation } from './client/station-store';
import { useTraining } from './client/training-store';
import classes from './navigation-rail.module.css';
import { formatShare } from './ui/formats';
import { routes, useRoute, type Route } from './ui/route';

const icons: Record<Route, Icon> = {
  inspect: IconEye,
  recipes: IconAdjustmentsHorizontal,
  train: IconSchool,
  records: IconListSearch,
  settings: IconSettings,
};

export function NavigationRail() {
  const { t } = useTranslation();
  const [current] = useRoute();
  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      <img src={logo} alt="Loupe" className={classes.logo} />
      {routes.map((route) => {
        const RouteIcon = icons[route];
        return (
          <a
            key={route}
            className={classes.item}
            href={`#/${route}`}
            draggable={false}
            aria-current={route === current ? 'page' : undefined}
          >
            <RouteIcon className={classes.icon} stroke={1.75} />
            <span>{t(`nav.${route}`)}</span>
            {route === 'inspect' && <LineLamp />}
            {route === 'train' && <TrainingLamp />}
          </a>
        );
      })}
    </nav>
  );
}

/** Tells on every screen whether the line runs. */
function LineLamp() {
  const { t } = useTranslation();
  const { state } = useConnection();
  const { runs, ill } = useStation((station) => ({
    runs: isOpen(station),
    ill: station?.source === 'lost' || station?.fault != null,
  }));
  if (!runs) return null;
  const trouble = state === 'lost' || ill;
  const label = trouble ? t('nav.lineTrouble') : t('nav.lineRuns');
  return (
    <span
      className={classes.lamp}
      data-trouble={trouble || undefined}
      role="img"
      aria-label={label}
      title={label}
    />
  );
}

/** Tells on every screen whether a training is under way, and how far it is. */
function TrainingLamp() {
  const { t, i18n } = useTranslation();
  const run = useTraining((runs) => runs?.find(({ state }) => state === 'running' || state === 'paused'));
  if (!run) return null;
  const { progress } = run;
  const share = formatShare(progress ? progress.step / Math.max(1, progress.steps) : 0, i18n.language, 0);
  const label = t('train.lamp', { name: run.name, share });
  return (
    <span className={classes.lamp} data-training={run.state} role="img" aria-label={label} title={label} />
  );
}
