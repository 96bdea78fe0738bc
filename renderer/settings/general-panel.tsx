import { SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/domain/settings';
import { SettingRow } from './setting-row';
import classes from './settings-screen.module.css';
import { useSave } from './use-save';

const themes = ['auto', 'light', 'dark'] as const;

export function GeneralPanel({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const save = useSave();
  return (
    <section className={classes.panel}>
      <SettingRow title={t('settings.language.title')} id="settings-language">
        <Select
          aria-labelledby="settings-language"
          value={settings.language ?? 'system'}
          onChange={(value) => save({ language: value === 'en' || value === 'zh-CN' ? value : null })}
          data={[
            { value: 'system', label: t('settings.language.system') },
            // Each in its own words: who cannot read the page has to find theirs.
            { value: 'en', label: 'English' },
            { value: 'zh-CN', label: '简体中文' },
          ]}
          allowDeselect={false}
          checkIconPosition="right"
        />
      </SettingRow>
      <SettingRow title={t('settings.theme.title')} id="settings-theme">
        <SegmentedControl
          aria-labelledby="settings-theme"
          value={settings.theme}
          onChange={(value) => save({ theme: themes.find((known) => known === value) ?? 'auto' })}
          data={themes.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
        />
      </SettingRow>
      <SettingRow title={t('settings.sound.title')} text={t('settings.sound.text')} id="settings-sound">
        <Switch
          aria-labelledby="settings-sound"
          size="md"
          checked={settings.sound}
          onChange={(event) => save({ sound: event.currentTarget.checked })}
        />
      </SettingRow>
      <SettingRow
        title={t('settings.inspector.title')}
        text={t('settings.inspector.text')}
        id="settings-inspector"
      >
        <InspectorInput settings={settings} />
      </SettingRow>
    </section>
  );
}

const typingMs = 500;

function InspectorInput({ settings }: { readonly settings: Settings }) {
  const save = useSave();
  const [name, setName] = useState(settings.inspector);
  const keep = useDebouncedCallback((inspector: string) => save({ inspector }), {
    delay: typingMs,
    flushOnUnmount: true,
  });
  return (
    <TextInput
      w="16rem"
      aria-labelledby="settings-inspector"
      value={name}
      maxLength={120}
      onChange={(event) => {
        setName(event.currentTarget.value);
        keep(event.currentTarget.value);
      }}
      onBlur={() => keep.flush()}
    />
  );
}
