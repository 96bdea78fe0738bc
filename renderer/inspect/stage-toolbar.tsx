import { UnstyledButton } from '@mantine/core';
import {
  IconArrowsMaximize,
  IconLayersDifference,
  IconListSearch,
  IconSnowflake,
  IconSwitchHorizontal,
  IconZoomIn,
  IconZoomOut,
  type Icon,
} from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageStageHandle } from '../canvas/image-stage';
import { useNavigate } from '../ui/route';
import classes from './stage-toolbar.module.css';
import { toggleFreeze, toggleLook, useInspect } from './store';

/** What can be done with the picture; each button shows its key. */
export function StageToolbar({ stage }: { readonly stage: RefObject<ImageStageHandle | null> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const frozen = useInspect((state) => state.frozen);
  const look = useInspect((state) => state.look);
  const part = useInspect((state) => state.frozen ?? state.live?.part ?? state.parts[0] ?? null);
  const noGolden = !part?.goldenSha256;
  return (
    <div className={classes.bar} role="toolbar" aria-orientation="vertical" aria-label={t('inspect.tools')}>
      <Tool
        icon={IconSnowflake}
        text={t('inspect.freeze')}
        hint="F"
        pressed={frozen !== null}
        disabled={!part}
        onClick={toggleFreeze}
      />
      <Tool
        icon={IconSwitchHorizontal}
        text={t('inspect.blink')}
        hint="G"
        pressed={look === 'blink'}
        disabled={noGolden}
        onClick={() => toggleLook('blink')}
      />
      <Tool
        icon={IconLayersDifference}
        text={t('inspect.difference')}
        hint="D"
        pressed={look === 'difference'}
        disabled={noGolden}
        onClick={() => toggleLook('difference')}
      />
      <Tool
        icon={IconListSearch}
        text={t('inspect.openRecord')}
        disabled={!part}
        onClick={() => part && navigate('records', String(part.id))}
      />
      <span className={classes.gap} />
      <Tool icon={IconZoomIn} text={t('inspect.zoomIn')} hint="+" onClick={() => stage.current?.zoomIn()} />
      <Tool
        icon={IconZoomOut}
        text={t('inspect.zoomOut')}
        hint="−"
        onClick={() => stage.current?.zoomOut()}
      />
      <Tool icon={IconArrowsMaximize} text={t('inspect.fit')} hint="0" onClick={() => stage.current?.fit()} />
    </div>
  );
}

interface ToolProps {
  readonly icon: Icon;
  readonly text: string;
  /** Its key. */
  readonly hint?: string;
  /** For what is on or off. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Tool({ icon: ToolIcon, text, hint, pressed, disabled = false, onClick }: ToolProps) {
  return (
    <UnstyledButton
      className={classes.tool}
      aria-pressed={pressed}
      disabled={disabled}
      data-disabled={disabled || undefined}
      onClick={onClick}
    >
      <ToolIcon size="1.5rem" stroke={1.75} aria-hidden="true" />
      <span>{text}</span>
      {hint && (
        <kbd className={classes.key} aria-hidden="true">
          {hint}
        </kbd>
      )}
    </UnstyledButton>
  );
}
