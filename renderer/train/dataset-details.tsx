import { Button, DataList, Group, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DatasetLook, KnownDataset } from '#shared/domain/known-dataset';
import { formatCount, formatDateTime } from '../ui/formats';
import { SplitBar } from './dataset-facts';
import { LabelRows } from './label-rows';
import { Sentences } from './sentences';

interface Props {
  /** null: not shown. */
  readonly dataset: KnownDataset | null;
  readonly onClose: () => void;
  readonly onRead: (dataset: KnownDataset) => void;
  readonly onForget: (dataset: KnownDataset) => void;
}

/** All that was found in a dataset when it was last read. */
export function DatasetDetails({ dataset, onClose, onRead, onForget }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={dataset !== null}
      onClose={onClose}
      title={dataset?.name}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      size="44rem"
      scrollAreaComponent={ScrollArea.Autosize}
      centered
    >
      {dataset?.look && <Facts dataset={dataset} look={dataset.look} />}
      {dataset && (
        <Group mt="lg" gap="xs">
          <Button
            variant="subtle"
            color="red"
            c="var(--verdict-reject-text)"
            onClick={() => onForget(dataset)}
          >
            {t('train.dataset.forget')}
          </Button>
          <Button ml="auto" variant="default" onClick={() => onRead(dataset)}>
            {t('train.dataset.readAgain')}
          </Button>
          <Button onClick={onClose} data-autofocus>
            {t('app.close')}
          </Button>
        </Group>
      )}
    </Modal>
  );
}

function Facts({ dataset, look }: { readonly dataset: KnownDataset; readonly look: DatasetLook }) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const count = (value: number) => formatCount(value, language);
  const options = Object.entries(dataset.options).map(([name, value]) => `${name} = ${value}`);
  const facts: readonly (readonly [string, string])[] = [
    [t('train.dataset.folder'), dataset.path],
    [
      t('train.dataset.pictureColumn'),
      t('train.dataset.picturesGood', { pictures: count(look.pictures), good: count(look.good) }),
    ],
    [t('train.dataset.format'), t(`train.dataset.formats.${formatOf(look.format)}`)],
    ...(options.length > 0
      ? [[t('train.dataset.options'), options.join(t('app.listSeparator'))] as const]
      : []),
    ...(look.groups > 0 ? [[t('train.dataset.groups'), count(look.groups)] as const] : []),
    [t('train.dataset.version'), look.sha256.slice(0, 12)],
    [t('train.dataset.addedAt'), formatDateTime(dataset.addedAt, language)],
  ];
  return (
    <Stack gap="md">
      <DataList size="sm" gap="xs" labelWidth="9rem">
        {facts.map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
      <div>
        <SplitBar counts={look.split.counts} />
        <Text size="sm" c="var(--quiet-ink)" mt="0.25rem">
          {t(look.split.own ? 'train.dataset.splitOwn' : 'train.dataset.splitDrawn')}
        </Text>
      </div>
      <LabelRows
        title={t('train.dataset.labels')}
        columns={[{ title: t('train.dataset.pictureColumn') }, { title: t('train.dataset.boxColumn') }]}
        rows={look.labels.map(({ label, pictures, boxes }) => ({
          label,
          values: [count(pictures), count(boxes)],
        }))}
      />
      {look.problemCount > 0 && (
        <div>
          <Text fw={600} size="sm" mb="0.25rem">
            {look.problemCount > look.problems.length
              ? t('train.dataset.problemsFirst', {
                  count: look.problemCount,
                  shown: count(look.problems.length),
                })
              : t('train.dataset.problems', { count: look.problemCount })}
          </Text>
          <Sentences label={t('train.dataset.problemList')} sentences={look.problems} />
        </div>
      )}
    </Stack>
  );
}

const formats = ['folders', 'csv', 'masks', 'coco', 'voc', 'deeppcb'] as const;

/** A format that this page does not know is told as one that was recognised. */
function formatOf(name: string): (typeof formats)[number] | 'auto' {
  return formats.find((known) => known === name) ?? 'auto';
}
