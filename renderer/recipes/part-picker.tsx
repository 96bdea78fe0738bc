import { Group, Modal, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { finalVerdict, type Part } from '#shared/domain/inspection';
import { Thumbnail } from '../canvas/thumbnail';
import { useRequest } from '../client/use-request';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { formatDateTime } from '../ui/formats';
import { VerdictShape } from '../ui/verdict-shape';
import classes from './golden-fields.module.css';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onPick: (part: Part) => void;
}

/** The last good parts whose image was kept. */
export function PartPicker({ opened, onClose, onPick }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="50rem"
      title={t('recipes.golden.pickTitle')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      centered
    >
      <GoodParts onPick={onPick} />
    </Modal>
  );
}

function GoodParts({ onPick }: Pick<Props, 'onPick'>) {
  const { t, i18n } = useTranslation();
  const input = { filter: { verdict: 'pass' }, limit: 24 } as const;
  const { value, error, reload } = useRequest('records.find', input);
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  const parts = value?.filter(({ imageSha256 }) => imageSha256 !== null);
  if (parts?.length === 0) {
    return (
      <EmptyState
        icon={IconPhotoOff}
        title={t('recipes.golden.noParts')}
        text={t('recipes.golden.noPartsText')}
      />
    );
  }
  return (
    <div className={classes.parts}>
      {!parts && [1, 2, 3, 4].map((index) => <Skeleton key={index} className={classes.thumbnail} />)}
      {parts?.map((part) => (
        <UnstyledButton key={part.id} className={classes.part} onClick={() => onPick(part)}>
          <PartThumbnail partId={part.id} />
          <Group gap="0.375rem" wrap="nowrap">
            <VerdictShape verdict={finalVerdict(part)} size="1rem" />
            <Text span size="xs" fw={600} truncate>
              {part.serial || part.frameName}
            </Text>
          </Group>
          <Text span size="xs" c="var(--quiet-ink)" truncate>
            {formatDateTime(part.inspectedAt, i18n.language)}
          </Text>
        </UnstyledButton>
      ))}
    </div>
  );
}

function PartThumbnail({ partId }: { readonly partId: number }) {
  const { value, error } = useRequest('records.picture', { partId, view: 'image', region: null, maxPx: 240 });
  if (error) return <IconPhotoOff className={classes.thumbnail} stroke={1} color="var(--quiet-ink)" />;
  return value ? (
    <Thumbnail image={value} className={classes.thumbnail} label="" />
  ) : (
    <Skeleton className={classes.thumbnail} />
  );
}
