import { UnstyledButton } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskName } from '#shared/domain/model';
import type { SeenOne } from './seen-order';
import classes from './seen.module.css';
import { SeenImage } from './seen-image';
import { saidWords, truthWords } from './seen-words';

interface Props {
  readonly one: SeenOne;
  readonly task: TaskName;
  readonly onOpen: () => void;
}

/** A picture small: right or wrong by colour, sign and words. */
export function SeenCard({ one, task, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const { picture, judged } = one;
  const Sign = judged.right ? IconCheck : IconX;
  return (
    <UnstyledButton
      className={classes.card}
      data-right={judged.right}
      onClick={onOpen}
      title={picture.name}
      aria-label={`${picture.name}: ${t(judged.right ? 'train.seen.right' : 'train.seen.wrong')}`}
    >
      <SeenImage picture={picture} judged={judged} />
      <span className={classes.sign}>
        <Sign size="1rem" stroke={3} aria-hidden="true" />
      </span>
      <span className={classes.words}>
        <span>
          <small>{t('train.seen.is')}</small> {truthWords(picture, task, t)}
        </span>
        <span className={classes.said}>
          <small>{t('train.seen.says')}</small> {saidWords(judged, task, t, i18n.language)}
        </span>
      </span>
    </UnstyledButton>
  );
}
