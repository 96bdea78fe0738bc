import type { DatasetItem } from '#shared/domain/dataset';
import { boxIou } from '#shared/numeric/geometry';
import { quantile } from './survey';

/** Share of the boxes that may overlap more than what is allowed for. */
const strayShare = 0.01;
/** Finds of one defect overlap more than this, whatever the true boxes do … */
const least = 0.3;
/** … and beyond this hardly any two are of two defects. */
const most = 0.6;

/**
 * How much two finds of one label may overlap (intersection over union) before they are taken for one: a little more
 * than true boxes do. Where they never meet, even a loose second find is the same defect again.
 */
export function overlapFor(items: readonly DatasetItem[]): number {
  const overlaps = items.flatMap(({ boxes }) =>
    boxes.map((one) =>
      Math.max(
        0,
        ...boxes
          .filter((other) => other !== one && other.label === one.label)
          .map((other) => boxIou(one.box, other.box)),
      ),
    ),
  );
  return Math.min(most, Math.max(least, quantile(overlaps, 1 - strayShare) + 0.1));
}
