import type { Context } from 'konva/lib/Context';
import type { Shape as KonvaShape } from 'konva/lib/Shape';
import { Layer, Shape } from 'react-konva';
import { useTranslation } from 'react-i18next';
import type { Prediction } from '#shared/domain/inspection';
import { fontFamily } from '../ui/theme';
import { formatShare } from '../ui/formats';
import { labelName } from '../ui/labels';
import { useStageView } from './stage-view';

export interface ShownFinding extends Prediction {
  /** `ignored`: seen by the model, not counted by the recipe. */
  readonly level: 'review' | 'reject' | 'ignored';
}

const strokes: Record<ShownFinding['level'], string> = {
  reject: '#ff3b57',
  review: '#ffc233',
  ignored: '#8fa3b8',
};
const inks: Record<ShownFinding['level'], string> = {
  reject: '#ffffff',
  review: '#221a00',
  ignored: '#0c1014',
};
/** More labels than this would hide the part. */
const maxLabels = 40;

/** Boxes with labels, as wide on the screen at every zoom. Takes no pointer: one shape, drawn in one go. */
export function FindingsLayer({ findings }: { readonly findings: readonly ShownFinding[] }) {
  const { t, i18n } = useTranslation();
  const { imageLength } = useStageView();
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

  function draw(context: Context, shape: KonvaShape): void {
    const seen = visibleBox(shape);
    const line = imageLength(2.5);
    const gap = imageLength(4);
    for (const { box, level } of findings) {
      const [x, y, width, height] = [box[0] - gap, box[1] - gap, box[2] + 2 * gap, box[3] + 2 * gap];
      context.setAttr('strokeStyle', '#000000a0');
      context.setAttr('lineWidth', line * 2);
      context.strokeRect(x, y, width, height);
      context.setAttr('strokeStyle', strokes[level]);
      context.setAttr('lineWidth', line);
      context.strokeRect(x, y, width, height);
    }
    if (findings.length > maxLabels) return;
    const text = imageLength(0.8125 * rem);
    context.setAttr('font', `600 ${text}px ${fontFamily}`);
    context.setAttr('textBaseline', 'middle');
    for (const { box, label, score, level } of findings) {
      const words = `${labelName(label, t)} ${formatShare(score, i18n.language, 0)}`;
      const width = context.measureText(words).width + text;
      const height = text * 1.6;
      const above = box[1] - gap - height;
      const x = Math.min(box[0] - gap - line / 2, seen.right - width);
      const y = above >= seen.top ? above : box[1] + box[3] + gap;
      context.setAttr('fillStyle', strokes[level]);
      context.fillRect(x, y, width, height);
      context.setAttr('fillStyle', inks[level]);
      context.fillText(words, x + text / 2, y + height / 2);
    }
  }

  return (
    <Layer listening={false}>
      <Shape sceneFunc={draw} />
    </Layer>
  );
}

/** Where labels can be read, image px. */
function visibleBox(shape: KonvaShape): { readonly top: number; readonly right: number } {
  const stage = shape.getStage();
  if (!stage) return { top: 0, right: Number.POSITIVE_INFINITY };
  return { top: -stage.y() / stage.scaleY(), right: (stage.width() - stage.x()) / stage.scaleX() };
}
