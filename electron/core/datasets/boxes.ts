import type { LabelledBox } from '#shared/domain/dataset';

/** Rounding by the tool that wrote the box, px: not worth a word. */
const slackPx = 1;

/**
 * The boxes clipped to the picture; those without area, outside, or with numbers that are none are left out. Tells each.
 * @param name of the picture
 */
export function soundBoxes(
  boxes: readonly LabelledBox[],
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  name: string,
  problems: string[],
): LabelledBox[] {
  const sound: LabelledBox[] = [];
  for (const { label, box } of boxes) {
    const [x, y, width, height] = box;
    const told = `${name}: the box of ${label} at ${x}, ${y} (${width} × ${height} px)`;
    const left = Math.max(0, x);
    const top = Math.max(0, y);
    const right = Math.min(widthPx, x + width);
    const bottom = Math.min(heightPx, y + height);
    if (!box.every(Number.isFinite)) problems.push(`${told} was left out: it has no numbers. Correct it.`);
    else if (width <= 0 || height <= 0) problems.push(`${told} was left out: it has no area. Correct it.`);
    else if (right <= left || bottom <= top)
      problems.push(`${told} was left out: it lies outside. Correct it.`);
    else {
      sound.push({ label, box: [left, top, right - left, bottom - top] });
      const cut = Math.max(left - x, top - y, x + width - right, y + height - bottom);
      if (cut > slackPx)
        problems.push(`${told} was clipped to the picture: a part lies outside. Correct it.`);
    }
  }
  return sound;
}
