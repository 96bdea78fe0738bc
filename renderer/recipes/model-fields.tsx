import { DataList, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatModelRef, type ModelManifest } from '#shared/domain/model';
import { formatNumber } from '../ui/formats';
import { labelName } from '../ui/labels';
import { useDraft } from './draft-context';
import { FieldHead } from './field-head';
import { modelKey } from './new-recipe';

/** Which model looks, and what its card says. */
export function ModelFields() {
  const { t } = useTranslation();
  const { draft, models, manifest, edit, message } = useDraft();
  const known = models.map((model) => formatModelRef(model));
  const current = modelKey(draft.model);
  const absent = current !== '' && !manifest;

  function choose(key: string | null): void {
    const model = models.find((candidate) => formatModelRef(candidate) === key);
    if (model) edit((recipe) => ({ ...recipe, model: { name: model.name, version: model.version } }));
  }

  return (
    <Stack gap="sm">
      <FieldHead title={t('recipes.model.title')} />
      <Select
        aria-label={t('recipes.model.title')}
        placeholder={t('recipes.model.choose')}
        data={absent ? [...known, { value: current, label: current, disabled: true }] : known}
        value={current === '' ? null : current}
        onChange={choose}
        allowDeselect={false}
        error={absent ? t('recipes.model.absent') : message('model.name')}
      />
      {manifest && <ModelFacts manifest={manifest} />}
    </Stack>
  );
}

function ModelFacts({ manifest }: { readonly manifest: ModelManifest }) {
  const { t, i18n } = useTranslation();
  const { widthPx, heightPx, channels } = manifest.input;
  const size =
    widthPx === null || heightPx === null ? t('recipes.model.anySize') : `${widthPx} × ${heightPx}`;
  const facts: readonly (readonly [string, string])[] = [
    [t('recipes.model.task'), t(`recipes.model.tasks.${manifest.task}`)],
    [
      t('recipes.model.labels'),
      manifest.labels.map((label) => labelName(label, t)).join(t('app.listSeparator')),
    ],
    [
      t('recipes.model.input'),
      `${size}, ${t(channels === 1 ? 'recipes.model.gray' : 'recipes.model.colour')}`,
    ],
    [t('recipes.model.training'), manifest.training?.dataset ?? t('recipes.model.untrained')],
    ...manifest.metrics.map(
      ({ name, value, split }) => [name, `${formatNumber(value, i18n.language, 3)} (${split})`] as const,
    ),
    [t('recipes.model.licence'), manifest.licence],
  ];
  return (
    <DataList size="sm" gap="xs" labelWidth="7rem">
      {facts.map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue>{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}
