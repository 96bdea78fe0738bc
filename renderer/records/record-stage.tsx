import { Loader } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Part } from '#shared/domain/inspection';
import type { Box } from '#shared/numeric/geometry';
import { FindingsLayer } from '../canvas/findings-layer';
import { ImageStage } from '../canvas/image-stage';
import { usePainter } from '../canvas/picture';
import { usePartPicture } from '../client/use-part-picture';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import classes from './record-detail.module.css';
import type { RecordView } from './records-store';

/** Longest side of the whole picture; when zoomed in, the region in sight is fetched as sharp as it is. */
const wholePx = 1280;

interface Seen {
  readonly partId: number;
  readonly region: Box;
  readonly maxPx: number;
}

export function RecordStage({ part, view }: { readonly part: Part; readonly view: RecordView }) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState<Seen | null>(null);
  const kept = part.imageSha256 !== null;
  const whole = usePartPicture(
    kept ? { partId: part.id, view, region: null, maxPx: wholePx } : null,
    usePainter(),
  );
  const close = seen?.partId === part.id && whole.picture ? seen : null;
  const detail = usePartPicture(
    close && { partId: part.id, view, region: [...close.region], maxPx: Math.max(16, close.maxPx) },
    usePainter(),
  );

  if (!kept) {
    return (
      <div className={classes.nothing} style={{ height: '100%', background: 'var(--stage-ground)' }}>
        <EmptyState icon={IconPhotoOff} title={t('records.noImage')} />
      </div>
    );
  }
  return (
    <>
      <ImageStage
        image={part}
        picture={whole.picture}
        detail={close && detail.picture ? { picture: detail.picture, region: close.region } : null}
        drag="pan"
        onView={({ region, maxPx, magnified }) =>
          setSeen(magnified ? { partId: part.id, region, maxPx } : null)
        }
        label={t('records.part', { number: part.id })}
      >
        {view !== 'golden' && whole.picture && <FindingsLayer findings={part.findings} />}
      </ImageStage>
      {(whole.error || whole.loading) && (
        <div className={classes.over}>
          {whole.error ? (
            <ErrorNotice error={whole.error} />
          ) : (
            <Loader color="gray" aria-label={t('records.loading')} />
          )}
        </div>
      )}
    </>
  );
}
