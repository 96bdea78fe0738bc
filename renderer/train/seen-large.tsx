import { Group, Modal, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskName } from '#shared/domain/model';
import { formatShare } from '../ui/formats';
import { IconAction } from '../ui/icon-action';
import { useKeys } from '../ui/use-keys';
import { SeenImage } from './seen-image';
import type { SeenOne } from './seen-order';
import { saidWords, truthWords } from './seen-words';
import classes from './seen.module.css';
import { labelOrGood } from './words';

interface Props {
  readonly ones: readonly SeenOne[];
  /** Of the picture that is shown; null: none. */
  readonly name: string | null;
  readonly task: TaskName;
  readonly onShow: (name: string | null) => void;
}

/** One picture large; the arrow keys go to the others. It follows the training. */
export function SeenLarge({ ones, name, task, onShow }: Props) {
  const { t } = useTranslation();
  const at = ones.findIndex(({ picture }) => picture.name === name);
  const one = ones[at];
  return (
    <Modal
      opened={one !== undefined}
      onClose={() => onShow(null)}
      title={name}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      size="52rem"
      centered
    >
      {one && (
        <div className={classes.large}>
          <SeenImage picture={one.picture} judged={one.judged} />
          <Told one={one} task={task} />
          <Others ones={ones} at={at} onShow={onShow} />
        </div>
      )}
    </Modal>
  );
}

function Others({ ones, at, onShow }: Pick<Props, 'ones' | 'onShow'> & { readonly at: number }) {
  const { t } = useTranslation();
  const go = (step: number) => {
    const next = ones[at + step];
    if (next) onShow(next.picture.name);
  };
  useKeys({ arrowleft: () => go(-1), arrowright: () => go(1) }, { within: 'dialog' });
  return (
    <Group gap="xs" mt="auto">
      <IconAction
        icon={IconChevronLeft}
        label={t('train.seen.previous')}
        disabled={at === 0}
        onClick={() => go(-1)}
      />
      <Text size="sm" c="var(--quiet-ink)">
        {at + 1} / {ones.length}
      </Text>
      <IconAction
        icon={IconChevronRight}
        label={t('train.seen.next')}
        disabled={at === ones.length - 1}
        onClick={() => go(1)}
      />
    </Group>
  );
}

function Told({ one: { picture, judged }, task }: { readonly one: SeenOne; readonly task: TaskName }) {
  const { t, i18n } = useTranslation();
  return (
    <div className={classes.told}>
      <div className={classes.verdict} data-right={judged.right}>
        {t(judged.right ? 'train.seen.right' : 'train.seen.wrong')}
      </div>
      <Text size="sm" c="var(--quiet-ink)">
        {t('train.seen.is')}
      </Text>
      <Text fw={600}>{truthWords(picture, task, t)}</Text>
      <Text size="sm" c="var(--quiet-ink)" mt="sm">
        {t('train.seen.says')}
      </Text>
      <Text fw={600}>{saidWords(judged, task, t, i18n.language)}</Text>
      {judged.found.length > 0 && (
        <ul className={classes.boxes}>
          {judged.found.map(({ label, score, hit }, index) => (
            <li key={index} data-hit={hit}>
              {labelOrGood(label, t)} {formatShare(score, i18n.language, 0)} ·{' '}
              {t(hit ? 'train.seen.hit' : 'train.seen.falseAlarm')}
            </li>
          ))}
        </ul>
      )}
      {judged.missed > 0 && (
        <Text size="sm" fw={600} c="var(--verdict-reject-text)">
          {t('train.seen.missed', { count: judged.missed })}
        </Text>
      )}
      {(picture.boxes.length > 0 || judged.found.length > 0) && (
        <div className={classes.key}>
          <span data-kind="truth">{t('train.seen.keyTruth')}</span>
          <span data-kind="hit">{t('train.seen.keyHit')}</span>
          <span data-kind="false">{t('train.seen.keyFalse')}</span>
        </div>
      )}
    </div>
  );
}
