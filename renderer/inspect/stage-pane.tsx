import { Loader } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconPhotoOff } from '@tabler/icons-react';
import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Part } from '#shared/domain/inspection';
import type { Box } from '#shared/numeric/geometry';
import { FindingsLayer } from '../canvas/findings-layer';
import { ImageStage, type ImageStageHandle } from '../canvas/image-stage';
import { usePainter } from '../canvas/picture';
import { usePartPicture } from '../client/use-part-picture';
import { drawn, useEach } from '../client/use-stream';
import { errorSentence } from '../ui/error-sentence';
import { LookLegend } from './look-legend';
import classes from './stage-pane.module.css';
import { StageToolbar } from './stage-toolbar';
import { showLive, useInspect } from './store';
import { useBand } from './use-band';
import { useBlink } from './use-blink';

/** The big picture: live, or the frozen part with its golden and difference. */
export function StagePane({ stage }: PictureProps) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const frozen = useInspect((state) => state.frozen);
  const maxPx = displayPx(Math.max(width, height));
  useLivePicture(frozen || width === 0 ? null : maxPx);
  return (
    <div className={classes.pane}>
      <div className={classes.view}>
        <div ref={ref} className={classes.stage}>
          {frozen ? (
            <FrozenPicture part={frozen} maxPx={maxPx} stage={stage} />
          ) : (
            <LivePicture stage={stage} />
          )}
        </div>
      </div>
      <StageToolbar stage={stage} />
    </div>
  );
}

/** Longest side that is asked for: device pixels in a few steps, so that a window drag does not reopen the stream. */
function displayPx(cssPx: number): number {
  const steps = [480, 640, 960, 1280, 1920, 2560];
  const devicePx = cssPx * window.devicePixelRatio;
  return steps.find((step) => step >= devicePx) ?? 3840;
}

function useLivePicture(maxPx: number | null): void {
  const paint = usePainter();
  const watched = maxPx !== null;
  useEffect(() => {
    useInspect.setState({ watched });
    return () => useInspect.setState({ watched: false });
  }, [watched]);
  useEach(
    'inspection.live',
    maxPx === null ? null : { maxPx },
    async ({ part, image }) => {
      const picture = image && (await paint(image));
      showLive(part, picture);
      await drawn();
    },
    { retryMs: 1000 },
  );
}

interface PictureProps {
  readonly stage: RefObject<ImageStageHandle | null>;
}

function LivePicture({ stage }: PictureProps) {
  const { t } = useTranslation();
  const band = useBand();
  const live = useInspect((state) => state.live);
  if (!live) return <Placeholder text={t('inspect.noPicture')} />;
  const { part, picture } = live;
  const current = band.kind === 'verdict' && band.part.id === part.id;
  return (
    <div className={classes.live} data-stale={(!current && band.kind !== 'idle') || undefined}>
      {picture ? (
        <ImageStage
          image={sizeOf(part, picture)}
          picture={picture}
          drag="pan"
          label={t('canvas.picture')}
          ref={stage}
        >
          <FindingsLayer findings={part.findings} />
        </ImageStage>
      ) : (
        <Placeholder text={t('inspect.noPictureOfPart', { number: part.id })} />
      )}
      <Caption part={part} live={current} />
    </div>
  );
}

function FrozenPicture({
  part,
  maxPx,
  stage,
}: PictureProps & { readonly part: Part; readonly maxPx: number }) {
  const { t, i18n } = useTranslation();
  const look = useInspect((state) => state.look);
  const live = useInspect((state) => (state.live?.part.id === part.id ? state.live.picture : null));
  const goldenTurn = useBlink(look === 'blink');
  const [seen, setSeen] = useState<{ region: Box; maxPx: number; magnified: boolean } | null>(null);

  const whole = { partId: part.id, region: null, maxPx };
  const image = usePartPicture({ ...whole, view: 'image' }, usePainter());
  const golden = usePartPicture(look === 'blink' ? { ...whole, view: 'golden' } : null, usePainter());
  const difference = usePartPicture(
    look === 'difference' ? { ...whole, view: 'difference' } : null,
    usePainter(),
  );
  const shown =
    look === 'difference' ? difference : look === 'blink' && goldenTurn && golden.picture ? golden : image;
  const picture = shown.picture ?? (shown === image ? live : null);

  const sharper = seen?.magnified === true && look !== 'blink' ? seen : null;
  const detail = usePartPicture(
    sharper && {
      partId: part.id,
      view: look === 'difference' ? 'difference' : 'image',
      region: [...sharper.region],
      maxPx: Math.max(16, sharper.maxPx),
    },
    usePainter(),
  );
  const error = shown.error ?? golden.error;

  return (
    <>
      {picture || part.widthPx > 0 ? (
        <ImageStage
          image={sizeOf(part, picture)}
          picture={picture}
          detail={sharper && detail.picture ? { picture: detail.picture, region: sharper.region } : null}
          drag="pan"
          onView={setSeen}
          label={t('canvas.picture')}
          ref={stage}
        >
          {shown !== golden && <FindingsLayer findings={part.findings} />}
        </ImageStage>
      ) : (
        !error && <Placeholder text={t('inspect.noPicture')} />
      )}
      {!picture && !error && part.widthPx > 0 && <Loader className={classes.loader} color="gray" />}
      {error && <Placeholder text={errorSentence(error, t, i18n.language)} over />}
      <LookLegend look={look} golden={shown === golden} />
      <Caption part={part} live={false} />
    </>
  );
}

function sizeOf(part: Part, picture: { readonly widthPx: number; readonly heightPx: number } | null) {
  return part.widthPx > 0 && part.heightPx > 0
    ? { widthPx: part.widthPx, heightPx: part.heightPx }
    : { widthPx: picture?.widthPx ?? 0, heightPx: picture?.heightPx ?? 0 };
}

function Caption({ part, live }: { readonly part: Part; readonly live: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={classes.caption} data-live={live || undefined}>
      <b>{t(live ? 'inspect.live' : 'inspect.still')}</b>
      <span>
        #{part.id} · {part.frameName}
        {part.widthPx > 0 && ` · ${part.widthPx} × ${part.heightPx} px`}
      </span>
    </div>
  );
}

function Placeholder({ text, over = false }: { readonly text: string; readonly over?: boolean }) {
  return (
    <div className={classes.placeholder} data-over={over || undefined}>
      <IconPhotoOff size="3rem" stroke={1.25} />
      <span>{text}</span>
    </div>
  );
}
