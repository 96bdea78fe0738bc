import {
  IconAdjustmentsHorizontal,
  IconEye,
  IconListSearch,
  IconSettings,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import logo from '../resources/icons/loupe.svg';
import { useConnection } from './client/client-context';
import { isOpen, useStation } from './client/station-store';
import classes from './navigation-rail.module.css';
import { routes, useRoute, type Route } from './ui/route';

const icons: Record<Route, Icon> = {
  inspect: IconEye,
  recipes: IconAdjustmentsHorizontal,
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
