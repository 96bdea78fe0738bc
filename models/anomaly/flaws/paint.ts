import type { Random } from '#shared/numeric/random';
import type { Planes } from '../../augment/planes';
import { dark, drawChange } from './change';
import { drawShape } from './shape';

/** A pixel that is covered by so much, and changed by so much, shows the flaw. */
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
  const { data, offset, channels, widthPx, heightPx } = picture;
  const size = widthPx * heightPx;
  for (let wanted = random.pick(counts); wanted > 0; wanted--) {
    const shape = drawShape(widthPx, heightPx, random);
    const change = drawChange(picture, other, random);
    for (let i = 0; i < size; i++) {
      const share = shape.data[i]!;
      if (share === 0) continue;
      let most = 0;
      for (let c = 0; c < channels; c++) {
        const at = offset + c * size + i;
        const changed = share * change(c, i);
        data[at] = Math.min(1, Math.max(0, (data[at]! + dark) * Math.exp(changed) - dark));
        if (Math.abs(changed) > most) most = Math.abs(changed);
      }
      if (share > covered && most > visible) mask[i] = 1;
    }
  }
}
