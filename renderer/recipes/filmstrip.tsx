import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Decision } from '#shared/domain/decide';
import { Thumbnail } from '../canvas/thumbnail';
import { VerdictShape } from '../ui/verdict-shape';
import classes from './preview-pane.module.css';
import type { PreviewFrame } from './use-preview';

interface Props {
  readonly frames: readonly PreviewFrame[];
  readonly decisions: readonly Decision[];
  readonly chosen: number;
  readonly stale: boolean;
  readonly onChoose: (index: number) => void;
}

/** The preview's frames side by side, each with its verdict; the arrow keys go from one to the next. */
export function Filmstrip({ frames, decisions, chosen, stale, onChoose }: Props) {
  const { t } = useTranslation();

  function onKeyDown(event: React.KeyboardEvent<HTMLDivElement>): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = Math.min(Math.max(chosen + step, 0), frames.length - 1);
    if (step === 0) return;
    event.preventDefault();
    onChoose(next);
    const button = event.currentTarget.children[next];
    if (button instanceof HTMLElement) button.focus();
  }

  return (
    <div
      className={classes.strip}
      data-stale={stale || undefined}
      role="group"
      onKeyDown={onKeyDown}
      aria-label={t('recipes.preview.frames')}
    >
      {frames.map((frame, index) => {
        const verdict = decisions[index]?.verdict ?? 'not-inspected';
        return (
          <UnstyledButton
            key={`${index}.${frame.frameName}`}
            className={classes.frame}
            data-verdict={verdict}
            aria-pressed={index === chosen}
            aria-label={`${frame.frameName}: ${t(`verdict.${verdict}`)}`}
            title={frame.frameName}
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => onChoose(index)}
          >
            <Thumbnail image={frame.image} className={classes.thumbnail} label="" />
            <span className={classes.shape} data-verdict={verdict}>
              <VerdictShape verdict={verdict} size="1rem" />
            </span>
          </UnstyledButton>
        );
      })}
    </div>
  );
}
