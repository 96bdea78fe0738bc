import { Badge, Select, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { providerNames, type ProviderName, type Settings } from '#shared/domain/settings';
import type { ProviderCheck, StationReport } from '#shared/domain/station';
import { useStation } from '../client/station-store';
import type { Requested } from '../client/use-request';
import { ErrorNotice } from '../ui/error-notice';
import { detailWords } from './check-words';
import { SettingRow } from './setting-row';
import classes from './settings-screen.module.css';
import { useSave } from './use-save';

const names: Record<ProviderName, string> = {
  cuda: 'NVIDIA CUDA',
  tensorrt: 'NVIDIA TensorRT',
  dml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
};
const colours: Record<ProviderCheck['state'], string> = {
  works: 'teal',
  differs: 'yellow',
  unavailable: 'gray',
};

interface Props {
  readonly settings: Settings;
  readonly report: Requested<StationReport>;
}

/** What the models run on: proven by a real run, not by what is installed. */
export function InferencePanel({ settings, report: { value, error, reload } }: Props) {
  const { t, i18n } = useTranslation();
  const save = useSave();
  const inUse = useStation((station) => station?.provider ?? '');
  return (
    <section className={classes.panel}>
      <SettingRow
        title={t('settings.inference.title')}
        text={t('settings.inference.text')}
        id="settings-provider"
      >
        <Select
          w="14rem"
          aria-labelledby="settings-provider"
          value={settings.provider}
          onChange={(next) => save({ provider: providerNames.find((known) => known === next) ?? 'auto' })}
          data={[
            { value: 'auto', label: t('settings.inference.auto') },
            ...providerNames.map((name) => ({
              value: name,
              label: names[name],
              disabled: value?.providers.find((check) => check.name === name)?.state === 'unavailable',
            })),
          ]}
          allowDeselect={false}
          checkIconPosition="right"
        />
      </SettingRow>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!value && !error && <Skeleton h="14rem" aria-label={t('settings.inference.checking')} />}
      {value?.providers.map(({ name, state, detail }) => (
        <SettingRow
          key={name}
          title={
            <>
              {names[name]}
              {inUse === name && (
                <Badge ml="sm" variant="outline" tt="none">
                  {t('settings.inference.inUse')}
                </Badge>
              )}
            </>
          }
          text={
            <Text size="sm" lineClamp={2} title={detailWords(detail, t, i18n.language)}>
              {detailWords(detail, t, i18n.language)}
            </Text>
          }
        >
          <Badge
            color={colours[state]}
            variant={state === 'unavailable' ? 'light' : 'filled'}
            size="lg"
            tt="none"
          >
            {t(`settings.inference.state.${state}`)}
          </Badge>
        </SettingRow>
      ))}
    </section>
  );
}
