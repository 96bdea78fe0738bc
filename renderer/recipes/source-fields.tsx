import {
  Button,
  Group,
  NumberInput,
  SegmentedControl,
  Slider,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SourceConfig, SourceConfigOf, SourceKind } from '#shared/domain/source';
import { useClient } from '../client/client-context';
import { useRequest } from '../client/use-request';
import { formatShare } from '../ui/formats';
import { noticeFailed } from '../ui/notices';
import { useDraft } from './draft-context';
import { emptySource } from './empty-source';
import { FieldHead } from './field-head';

const kinds: readonly SourceKind[] = ['folder', 'files', 'demo'];

/** Where the frames come from. */
export function SourceFields() {
  const { t } = useTranslation();
  const { draft, edit } = useDraft();
  const { source } = draft;

  function changeKind(kind: string): void {
    const next = kinds.find((known) => known === kind);
    if (next && next !== source.kind)
      edit((recipe) => ({ ...recipe, source: emptySource(next, source.silentAfterMs) }));
  }

  return (
    <Stack gap="sm">
      <FieldHead title={t('recipes.source.title')} text={t(`recipes.source.${source.kind}Text`)} />
      <SegmentedControl
        fullWidth
        value={source.kind}
        onChange={changeKind}
        data={kinds.map((kind) => ({ value: kind, label: t(`recipes.source.${kind}`) }))}
        aria-label={t('recipes.source.title')}
      />
      <KindFields source={source} />
    </Stack>
  );
}

function KindFields({ source }: { readonly source: SourceConfig }) {
  switch (source.kind) {
    case 'folder':
      return <FolderFields source={source} />;
    case 'files':
      return <FileFields source={source} />;
    case 'demo':
      return <DemoFields source={source} />;
  }
}

function FolderFields({ source }: { readonly source: SourceConfigOf<'folder'> }) {
  const { t } = useTranslation();
  const client = useClient();
  const { edit, message } = useDraft();
  const host = useRequest('station.describe', {}).value?.host;
  const set = (change: Partial<SourceConfigOf<'folder'>>, gesture?: string) =>
    edit((recipe) => ({ ...recipe, source: { ...source, ...change } }), gesture);

  async function browse(): Promise<void> {
    const chosen = await client.request('station.chooseFolder', {});
    if (!chosen.ok) noticeFailed(chosen.error);
    else if (chosen.value.path !== null) set({ path: chosen.value.path });
  }

  return (
    <>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('recipes.source.path')}
          placeholder={t('recipes.source.pathExample')}
          value={source.path}
          error={message('source.path')}
          onChange={(event) => set({ path: event.currentTarget.value }, 'source.path')}
          withAsterisk
        />
        {host === 'electron' && (
          <Button variant="default" onClick={() => void browse()}>
            {t('recipes.source.browse')}
          </Button>
        )}
      </Group>
      <Switch
        label={t('recipes.source.subfolders')}
        checked={source.subfolders}
        onChange={(event) => set({ subfolders: event.currentTarget.checked })}
      />
      <Group justify="space-between">
        <Text size="sm">{t('recipes.source.order')}</Text>
        <SegmentedControl
          value={source.order}
          onChange={(order) => set({ order: order === 'time' ? 'time' : 'name' })}
          data={[
            { value: 'name', label: t('recipes.source.orderName') },
            { value: 'time', label: t('recipes.source.orderTime') },
          ]}
          aria-label={t('recipes.source.order')}
        />
      </Group>
    </>
  );
}

function FileFields({ source }: { readonly source: SourceConfigOf<'files'> }) {
  const { t } = useTranslation();
  const { edit, message } = useDraft();
  return (
    <Textarea
      label={t('recipes.source.paths')}
      description={t('recipes.source.pathsText')}
      value={source.paths.join('\n')}
      error={message('source.paths')}
      onChange={({ currentTarget: { value } }) =>
        edit(
          (recipe) => ({ ...recipe, source: { ...source, paths: value === '' ? [] : value.split('\n') } }),
          'source.paths',
        )
      }
      autosize
      minRows={3}
      maxRows={10}
      withAsterisk
    />
  );
}

function DemoFields({ source }: { readonly source: SourceConfigOf<'demo'> }) {
  const { t, i18n } = useTranslation();
  const { edit, message } = useDraft();
  const set = (change: Partial<SourceConfigOf<'demo'>>, gesture?: string) =>
    edit((recipe) => ({ ...recipe, source: { ...source, ...change } }), gesture);
  return (
    <>
      <Group grow align="flex-start">
        <NumberInput
          label={t('recipes.source.rate')}
          description={t('recipes.source.rateText')}
          value={source.ratePerMinute}
          min={0}
          max={6000}
          clampBehavior="strict"
          error={message('source.ratePerMinute')}
          onChange={(rate) => typeof rate === 'number' && set({ ratePerMinute: rate }, 'source.rate')}
        />
        <NumberInput
          label={t('recipes.source.seed')}
          description={t('recipes.source.seedText')}
          value={source.seed}
          min={0}
          max={0xffff_ffff}
          allowDecimal={false}
          clampBehavior="strict"
          error={message('source.seed')}
          onChange={(seed) => typeof seed === 'number' && set({ seed }, 'source.seed')}
        />
      </Group>
      <div>
        <Text size="sm" fw={500}>
          {t('recipes.source.defectShare', { share: formatShare(source.defectShare, i18n.language, 0) })}
        </Text>
        <Slider
          value={source.defectShare}
          min={0}
          max={1}
          step={0.01}
          label={null}
          thumbLabel={t('recipes.source.defectShareLabel')}
          onChange={(defectShare) => set({ defectShare }, 'source.defectShare')}
        />
      </div>
    </>
  );
}
