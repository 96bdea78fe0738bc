import { ActionIcon, Select, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconAntennaBars5,
  IconDatabaseExclamation,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../client/client-context';
import { useChangeSettings, useSettings } from '../client/settings-store';
import { isOpen, useStation } from '../client/station-store';
import { useRequest } from '../client/use-request';
import { noticeFailed } from '../ui/notices';
import { IdentityFields } from './identity-fields';
import { useInspect } from './store';
import classes from './top-bar.module.css';

const recipeKey = 'loupe-recipe';

/** What is inspected, which part comes next, and how the station is. */
export function TopBar() {
  return (
    <header className={classes.bar}>
      <RecipePicker />
      <IdentityFields />
      <div className={classes.states}>
        <DiskWarning />
        <SourceState />
        <SoundSwitch />
      </div>
    </header>
  );
}

function RecipePicker() {
  const { t } = useTranslation();
  const { running, runningId } = useStation((station) => ({
    running: isOpen(station),
    runningId: station?.recipeId ?? null,
  }));
  const { value: recipes } = useRequest('recipes.list', {});
  const chosen = useInspect((state) => state.recipeId);

  useEffect(() => {
    if (!recipes) return;
    const candidates = [
      running ? runningId : null,
      chosen,
      localStorage.getItem(recipeKey),
      runningId,
      recipes[0]?.id,
    ];
    const id = candidates.find((candidate) => recipes.some((recipe) => recipe.id === candidate)) ?? null;
    if (id !== chosen) useInspect.setState({ recipeId: id });
  }, [recipes, chosen, running, runningId]);

  return (
    <Select
      className={classes.recipe}
      size="lg"
      aria-label={t('inspect.recipe')}
      title={running ? t('inspect.recipeLocked') : t('inspect.recipe')}
      placeholder={t('inspect.noRecipe')}
      data={(recipes ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={running ? runningId : chosen}
      disabled={running}
      allowDeselect={false}
      comboboxProps={{ width: 'target' }}
      onChange={(id) => {
        if (id === null) return;
        localStorage.setItem(recipeKey, id);
        useInspect.setState({ recipeId: id });
        // The shortcuts are for the line again.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }}
    />
  );
}

function SourceState() {
  const { t } = useTranslation();
  const { state } = useConnection();
  // A line that could not be started opens nothing any more.
  const told = useStation((station) =>
    !station || (station.source === 'opening' && !isOpen(station)) ? 'closed' : station.source,
  );
  const source = state === 'lost' ? 'lost' : told;
  const text = state === 'lost' ? t('inspect.noEngine') : t(`source.${source}`);
  return (
    <span className={classes.state} data-source={source} title={text}>
      {source === 'lost' ? <IconAlertTriangle size="1.25rem" /> : <IconAntennaBars5 size="1.25rem" />}
      <span className={classes.stateText}>{text}</span>
    </span>
  );
}

function DiskWarning() {
  const { t } = useTranslation();
  const low = useStation((station) => station?.diskLow ?? false);
  if (!low) return null;
  return (
    <span className={classes.state} data-warning role="alert" title={t('inspect.diskLowHint')}>
      <IconDatabaseExclamation size="1.25rem" />
      <span className={classes.stateText}>{t('inspect.diskLow')}</span>
    </span>
  );
}

function SoundSwitch() {
  const { t } = useTranslation();
  const settings = useSettings();
  const change = useChangeSettings();
  const on = settings?.sound ?? true;
  const label = t(on ? 'inspect.soundOn' : 'inspect.soundOff');
  const toggle = async () => {
    const written = await change({ sound: !on });
    if (!written.ok) noticeFailed(written.error);
  };
  return (
    <Tooltip label={label}>
      <ActionIcon
        size="3rem"
        variant="default"
        aria-label={label}
        aria-pressed={on}
        onClick={() => void toggle()}
      >
        {on ? <IconVolume size="1.5rem" /> : <IconVolumeOff size="1.5rem" />}
      </ActionIcon>
    </Tooltip>
  );
}
