import { Button, Group } from '@mantine/core';
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
import { KeyHint } from '../ui/key-hint';
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
    <div className={classes.bar}>
      <Group gap="0.25rem" wrap="nowrap">
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
        {frozen && (
          <Tool
            icon={IconListSearch}
            text={t('inspect.openRecord')}
            onClick={() => navigate('records', String(frozen.id))}
          />
        )}
      </Group>
      <Group gap="0.25rem" wrap="nowrap">
        <Tool
          icon={IconZoomOut}
          label={t('canvas.zoomOut')}
          hint="−"
          onClick={() => stage.current?.zoomOut()}
        />
        <Tool icon={IconZoomIn} label={t('canvas.zoomIn')} hint="+" onClick={() => stage.current?.zoomIn()} />
        <Tool
          icon={IconArrowsMaximize}
          label={t('canvas.fit')}
          hint="0"
          onClick={() => stage.current?.fit()}
        />
      </Group>
    </div>
  );
}

interface ToolProps {
  readonly icon: Icon;
  readonly text?: string;
  /** For a button without a text. */
  readonly label?: string;
  readonly hint?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Tool({ icon: ToolIcon, text, label, hint, pressed = false, disabled = false, onClick }: ToolProps) {
  return (
    <Button
      className={classes.tool}
      variant="default"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
      leftSection={<ToolIcon size="1.25rem" stroke={1.75} />}
      rightSection={hint && <KeyHint>{hint}</KeyHint>}
    >
      {text}
    </Button>
  );
}
