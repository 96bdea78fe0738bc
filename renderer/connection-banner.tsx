import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConnection } from './client/client-context';
import classes from './connection-banner.module.css';

/** Shown while the engine is away; it goes when the engine is back. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { state } = useConnection();
  if (state !== 'lost') return null;
  return (
    <div className={classes.banner} role="alert">
      <Loader size="1.25rem" color="white" />
      <strong>{t('connection.lost')}</strong>
      <span>{t('connection.restarts')}</span>
    </div>
  );
}
