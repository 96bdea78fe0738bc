import type { Layout } from './layout';
import { farPx, stroke } from './field';
import { glyphAdvance, glyphHeight, markLetters, textStrokes } from './glyphs';
import { isBare } from './pour';

/** Part names in copper where there is room for them. */
export function printMarks({ random, style, field }: Layout): void {
  for (let tries = random.integer(0, 40); tries > 0; tries--) {
    const text = random.pick(markLetters) + String(random.integer(1, 99));
    const unitPx = style.pitchPx * random.uniform(0.2, 0.3);
    const width = text.length * glyphAdvance * unitPx;
    const height = glyphHeight * unitPx;
    const left = random.uniform(0, field.widthPx - width);
    const top = random.uniform(0, field.heightPx - height);
    if (!isBare(field, [left, top, width, height], style.clearancePx + 2)) continue;
    for (const [x0, y0, x1, y1] of textStrokes(text)) {
      const line = [left + x0 * unitPx, top + y0 * unitPx, left + x1 * unitPx, top + y1 * unitPx] as const;
      stroke(field, 'add', line, unitPx * 0.45, farPx);
    }
  }
}
