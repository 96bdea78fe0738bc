import { Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Decision } from '#shared/domain/decide';
import type { Recipe } from '#shared/domain/recipe';
import type { Polygon } from '#shared/numeric/geometry';
import { FindingsLayer } from '../canvas/findings-layer';
import { ImageStage } from '../canvas/image-stage';
import { usePicture } from '../canvas/picture';
import { PolygonLayer } from '../canvas/polygon-layer';
import { reasonSentence } from '../ui/labels';
import { VerdictBadge } from '../ui/verdict-badge';
import { useDraft } from './draft-context';
import classes from './preview-pane.module.css';
import { levelsOf } from './preview-verdicts';
import type { RegionTool } from './region-tab';
import type { PreviewFrame } from './use-preview';

interface Props {
  readonly frame: PreviewFrame;
  readonly decision: Decision;
  readonly regionTool: RegionTool | null;
  readonly showIgnored: boolean;
}

/** One frame large: what the model saw, what counts of it, and the region of interest. */
export function PreviewStage({ frame, decision, regionTool, showIgnored }: Props) {
  const { t, i18n } = useTranslation();
  const { draft, edit } = useDraft();
  const picture = usePicture(frame.image);
  const shown = levelsOf(frame.predictions, decision).filter(
    ({ level }) => showIgnored || level !== 'ignored',
  );
  const reasons = decision.reasons.map((reason) => reasonSentence(reason, t, i18n.language)).join(' · ');

  const setRegion = (kind: RegionTool) => (polygons: readonly Polygon[]) =>
    // The same array goes in, so that the layer knows its own work again and keeps its selection.
    edit((recipe) => ({ ...recipe, roi: { ...recipe.roi, [kind]: polygons as Recipe['roi'][RegionTool] } }));

  return (
    <>
      <div className={classes.stage}>
        <ImageStage
          image={frame}
          picture={picture}
          drag={regionTool ? 'layers' : 'pan'}
          label={t('recipes.preview.stage', { name: frame.frameName })}
        >
          <PolygonLayer
            polygons={draft.roi.include}
            onChange={setRegion('include')}
            tone="include"
            active={regionTool === 'include'}
          />
          <PolygonLayer
            polygons={draft.roi.exclude}
            onChange={setRegion('exclude')}
            tone="exclude"
            active={regionTool === 'exclude'}
          />
          <FindingsLayer findings={shown} />
        </ImageStage>
      </div>
      <div className={classes.head}>
        <VerdictBadge verdict={decision.verdict} />
        <Tooltip label={reasons} disabled={reasons === ''} multiline>
          <span className={classes.reasons}>{reasons || t('recipes.preview.nothingCounts')}</span>
        </Tooltip>
        <Text size="sm" c="var(--quiet-ink)" truncate maw="16rem">
          {frame.frameName}
        </Text>
      </div>
    </>
  );
}
