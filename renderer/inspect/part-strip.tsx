import { UnstyledButton } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { finalVerdict, type Part } from '#shared/domain/inspection';
import { VerdictShape } from '../ui/verdict-shape';
import classes from './part-strip.module.css';
import { freeze, useInspect } from './store';

/** The last parts, the newest at the left; a press freezes one. */
export function PartStrip() {
  const { t } = useTranslation();
  const parts = useInspect((state) => state.parts);
  const frozenId = useInspect((state) => state.frozen?.id ?? null);
  const strip = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const chosen =
      frozenId === null
        ? strip.current?.firstElementChild
        : strip.current?.querySelector('[aria-pressed="true"]');
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [frozenId]);

  return (
    <div
      ref={strip}
      className={classes.strip}
      role="group"
      aria-label={t('inspect.lastParts')}
      onWheel={({ currentTarget, deltaX, deltaY }) => {
        if (deltaX === 0) currentTarget.scrollLeft += deltaY;
      }}
    >
      {parts.length === 0 && <span className={classes.empty}>{t('inspect.noParts')}</span>}
      {parts.map((part) => (
        <StripPart key={part.id} part={part} pressed={part.id === frozenId} />
      ))}
    </div>
  );
}

const StripPart = memo(function StripPart({
  part,
  pressed,
}: {
  readonly part: Part;
  readonly pressed: boolean;
}) {
  const { t } = useTranslation();
  const verdict = finalVerdict(part);
  return (
    <UnstyledButton
      className={classes.part}
      data-verdict={verdict}
      aria-pressed={pressed}
      aria-label={`#${part.id} ${t(`verdict.${verdict}`)}`}
      title={`#${part.id} · ${part.frameName}`}
      onClick={() => freeze(pressed ? null : part)}
    >
      <VerdictShape verdict={verdict} size="1.375rem" />
      <span>{part.id}</span>
      {part.dispositions.length > 0 && (
        <IconUserCheck className={classes.disposed} size="0.875rem" stroke={2.5} />
      )}
    </UnstyledButton>
  );
});
