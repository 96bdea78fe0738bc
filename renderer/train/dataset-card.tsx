import { Button, Group, Radio, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { KnownDataset } from '#shared/domain/known-dataset';
import { formatCount } from '../ui/formats';
import { LabelCounts, SplitBar } from './dataset-facts';
import classes from './dataset.module.css';

interface Props {
  readonly dataset: KnownDataset;
  readonly onDetails: () => void;
  readonly onRead: () => void;
}

const mostLabels = 6;

/** A dataset to choose: how much there is of what, and what could not be used. */
export function DatasetCard({ dataset, onDetails, onRead }: Props) {
  const { t, i18n } = useTranslation();
  const { id, name, path, look } = dataset;
  return (
    <div className={classes.card}>
      <Radio.Card className={classes.choose} value={id} withBorder={false}>
        <Group wrap="nowrap" gap="sm" align="flex-start">
          <Radio.Indicator mt="0.125rem" />
          <div className={classes.names}>
            <Text fw={600} truncate title={name}>
              {name}
            </Text>
            <div className={classes.path} title={path}>
              <bdi>{path}</bdi>
            </div>
          </div>
          {look && (
            <div className={classes.pictures}>
              <b>{formatCount(look.pictures, i18n.language)}</b>
              <small>{t('train.dataset.pictures')}</small>
            </div>
          )}
        </Group>
        {look ? (
          <>
            <LabelCounts look={look} most={mostLabels} />
            <SplitBar counts={look.split.counts} />
          </>
        ) : (
          <Text size="sm" c="var(--quiet-ink)">
            {t('train.dataset.unread')}
          </Text>
        )}
      </Radio.Card>
      <Group className={classes.foot} gap="xs">
        {look && look.problemCount > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="yellow"
            c="var(--verdict-review-text)"
            leftSection={<IconAlertTriangle size="1rem" aria-hidden="true" />}
            onClick={onDetails}
          >
            {t('train.dataset.problems', { count: look.problemCount })}
          </Button>
        )}
        <Button ml="auto" size="compact-sm" variant="subtle" onClick={look ? onDetails : onRead}>
          {t(look ? 'train.dataset.details' : 'train.dataset.read')}
        </Button>
      </Group>
    </div>
  );
}
