import {
  Alert,
  Button,
  FileButton,
  Group,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconHistory, IconPhotoUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '#shared/contract/contract';
import type { GoldenReference } from '#shared/domain/recipe';
import { Thumbnail } from '../canvas/thumbnail';
import { useClient } from '../client/client-context';
import { useRequest } from '../client/use-request';
import { ErrorNotice } from '../ui/error-notice';
import { noticeFailed } from '../ui/notices';
import { useDraft } from './draft-context';
import { warningOf } from './draft-issues';
import { FieldHead } from './field-head';
import classes from './golden-fields.module.css';
import { PartPicker } from './part-picker';

const kinds = ['none', 'image', 'pair'] as const;
type Pair = Extract<GoldenReference, { kind: 'pair' }>;

/** What each frame is compared with. */
export function GoldenFields() {
  const { t } = useTranslation();
  const { draft, manifest, edit } = useDraft();
  const { golden } = draft;
  const warning = warningOf(draft, manifest?.golden ?? false);

  function changeKind(next: string): void {
    const kind = kinds.find((known) => known === next);
    if (kind && kind !== golden.kind) edit((recipe) => ({ ...recipe, golden: emptyGolden(kind) }));
  }

  return (
    <Stack gap="sm">
      <FieldHead title={t('recipes.golden.title')} text={t(`recipes.golden.${golden.kind}Text`)} />
      <SegmentedControl
        fullWidth
        value={golden.kind}
        onChange={changeKind}
        data={kinds.map((kind) => ({ value: kind, label: t(`recipes.golden.${kind}`) }))}
        aria-label={t('recipes.golden.title')}
      />
      {golden.kind === 'image' && <GoldenImage sha256={golden.sha256} />}
      {golden.kind === 'pair' && <PairFields pair={golden} />}
      {warning && <Alert color="yellow">{t(`recipes.warning.${warning}`)}</Alert>}
    </Stack>
  );
}

/** @param sha256 empty: none is chosen yet */
function GoldenImage({ sha256 }: { readonly sha256: string }) {
  const { t } = useTranslation();
  const client = useClient();
  const { edit, message } = useDraft();
  const [picking, setPicking] = useState(false);
  const [busy, setBusy] = useState(false);

  async function keep(from: InputOf<'recipes.keepGolden'>): Promise<void> {
    setPicking(false);
    setBusy(true);
    const kept = await client.request('recipes.keepGolden', from);
    setBusy(false);
    if (!kept.ok) return noticeFailed(kept.error);
    edit((recipe) => ({ ...recipe, golden: { kind: 'image', sha256: kept.value.sha256 } }));
  }

  const takeFile = async (file: File | null) =>
    file && (await keep({ from: 'bytes', bytes: new Uint8Array(await file.arrayBuffer()) }));

  return (
    <>
      {sha256 !== '' && <GoldenThumbnail sha256={sha256} />}
      <Group gap="xs">
        <FileButton
          accept="image/png,image/jpeg,image/bmp,image/tiff"
          onChange={(file) => void takeFile(file)}
        >
          {(props) => (
            <Button {...props} variant="default" loading={busy} leftSection={<IconPhotoUp size="1.1rem" />}>
              {t('recipes.golden.fromFile')}
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          leftSection={<IconHistory size="1.1rem" />}
          onClick={() => setPicking(true)}
        >
          {t('recipes.golden.fromPart')}
        </Button>
      </Group>
      {message('golden.sha256') && (
        <Text size="sm" c="red">
          {message('golden.sha256')}
        </Text>
      )}
      <PartPicker
        opened={picking}
        onClose={() => setPicking(false)}
        onPick={({ id }) => void keep({ from: 'part', partId: id })}
      />
    </>
  );
}

function GoldenThumbnail({ sha256 }: { readonly sha256: string }) {
  const { t } = useTranslation();
  const { value, error, reload } = useRequest('recipes.golden', { sha256, maxPx: 480 });
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!value) return <Skeleton className={classes.golden} />;
  return <Thumbnail image={value} className={classes.golden} label={t('recipes.golden.title')} />;
}

function PairFields({ pair }: { readonly pair: Pair }) {
  const { t } = useTranslation();
  const { edit, message } = useDraft();
  const set = (change: Partial<Pair>, gesture: string) =>
    edit((recipe) => ({ ...recipe, golden: { ...pair, ...change } }), gesture);
  return (
    <>
      <TextInput
        label={t('recipes.golden.match')}
        description={t('recipes.golden.matchText')}
        value={pair.match}
        error={message('golden.match')}
        onChange={(event) => set({ match: event.currentTarget.value }, 'golden.match')}
        spellCheck={false}
      />
      <TextInput
        label={t('recipes.golden.pattern')}
        description={t('recipes.golden.patternText')}
        value={pair.golden}
        error={message('golden.golden')}
        onChange={(event) => set({ golden: event.currentTarget.value }, 'golden.golden')}
        spellCheck={false}
      />
    </>
  );
}

function emptyGolden(kind: (typeof kinds)[number]): GoldenReference {
  switch (kind) {
    case 'none':
      return { kind };
    case 'image':
      return { kind, sha256: '' };
    case 'pair':
      return { kind, match: '{id}_test.jpg', golden: '{dir}/{id}_temp.jpg' };
  }
}
