import type { Random } from '#shared/numeric/random';
import type { LabelledBox } from '#shared/domain/dataset';
import type { Box } from '#shared/numeric/geometry';
import type { MaskPlane, Planes, Region } from './planes';
import type { AugmentSettings } from './settings';

/** More of a box than this is never hidden: the label would speak of something that cannot be seen. */
const mostHidden = 0.25;

/**
 * Covers a rectangle with one gray, at times (DeVries and Taylor 2017): in the picture and in its golden, where they
 * would else differ, and as background in the mask.
 */
export function cutOutAtTimes(
  planes: readonly Planes[],
  mask: MaskPlane | null,
  boxes: readonly LabelledBox[],
  { cutOut }: AugmentSettings,
  random: Random,
): void {
  const [first] = planes;
  if (!first || random.next() >= cutOut.chance) return;
  const region = drawRegion(first, cutOut.share, random);
  const value = random.next();
  if (boxes.some(({ box }) => hiddenShare(box, region) > mostHidden)) return;
  for (const { data, offset, channels, widthPx, heightPx } of planes) {
    for (let plane = 0; plane < channels; plane++)
      fill(data, offset + plane * widthPx * heightPx, widthPx, region, value);
  }
  if (mask) fill(mask.data, mask.offset, mask.widthPx, region, 0);
}

function drawRegion({ widthPx, heightPx }: Planes, share: number, random: Random): Region {
  const width = Math.round(random.uniform(0, share) * widthPx);
  const height = Math.round(random.uniform(0, share) * heightPx);
  const left = random.integer(0, widthPx - width);
  const top = random.integer(0, heightPx - height);
  return { left, top, right: left + width, bottom: top + height };
}

function hiddenShare([x, y, width, height]: Box, region: Region): number {
  const across = Math.min(x + width, region.right) - Math.max(x, region.left);
  const down = Math.min(y + height, region.bottom) - Math.max(y, region.top);
  return across > 0 && down > 0 ? (across * down) / (width * height) : 0;
}

function fill(
  data: Float32Array | Uint8Array,
  start: number,
  widthPx: number,
  { left, top, right, bottom }: Region,
  value: number,
): void {
  for (let y = top; y < bottom; y++)
    data.fill(value, start + y * widthPx + left, start + y * widthPx + right);
}
