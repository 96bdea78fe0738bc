import type { Random } from '#shared/numeric/random';
import type { Planes } from '../../augment/planes';
import { dark, drawChange, type Change } from './change';
import { drawShape } from './shape';

/** A pixel that is covered by so much shows the flaw, if its brightness changes by so much on average. */
const covered = 0.35;
const visible = 0.05;
const counts = [1, 1, 1, 2, 2, 3];

/**
 * Paints one to three flaws into a picture: lines, spots and patches that are darker, brighter, rubbed smooth, turned or
 * of another picture (after DRAEM, Zavrtanik et al. 2021, and NSA, Schlüter et al. 2022).
 * @param other a picture of the same size that flaws may show a piece of
 * @param mask [H, W], becomes 1 where a flaw can be seen
 */
export function paintFlaws(picture: Planes, other: Planes, mask: Float32Array, random: Random): void {
  for (let wanted = random.pick(counts); wanted > 0; wanted--) {
    const { data: coverage } = drawShape(picture.widthPx, picture.heightPx, random);
    const change = drawChange(picture, other, random);
    const strength = paint(picture, coverage, change);
    if (strength < visible) continue;
    for (let i = 0; i < coverage.length; i++) if (coverage[i]! > covered) mask[i] = 1;
  }
}

/** Gives the mean change of the logarithm where the flaw is. */
function paint({ data, offset, channels }: Planes, coverage: Float32Array, change: Change): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < coverage.length; i++) {
    const share = coverage[i]!;
    if (share === 0) continue;
    let most = 0;
    for (let c = 0; c < channels; c++) {
      const at = offset + c * coverage.length + i;
      const changed = share * change(c, i);
      data[at] = Math.min(1, Math.max(0, (data[at]! + dark) * Math.exp(changed) - dark));
      most = Math.max(most, Math.abs(changed));
    }
    if (share > covered) {
      sum += most;
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
