/** Strokes of the letters and digits of part marks on a grid of 4 × 6, as polylines of x, y pairs. */
const glyphs: Readonly<Record<string, readonly (readonly number[])[]>> = {
  '0': [[1, 0, 3, 0, 4, 1, 4, 5, 3, 6, 1, 6, 0, 5, 0, 1, 1, 0]],
  '1': [
    [1, 1, 2, 0, 2, 6],
    [1, 6, 3, 6],
  ],
  '2': [[0, 1, 1, 0, 3, 0, 4, 1, 4, 2, 0, 6, 4, 6]],
  '3': [[0, 0, 4, 0, 2, 2, 4, 4, 4, 5, 3, 6, 1, 6, 0, 5]],
  '4': [[3, 6, 3, 0, 0, 4, 4, 4]],
  '5': [[4, 0, 0, 0, 0, 3, 3, 2, 4, 3, 4, 5, 3, 6, 0, 6]],
  '6': [[3, 0, 1, 0, 0, 2, 0, 5, 1, 6, 3, 6, 4, 5, 4, 4, 3, 3, 0, 3]],
  '7': [[0, 0, 4, 0, 1, 6]],
  '8': [[1, 3, 0, 2, 0, 1, 1, 0, 3, 0, 4, 1, 4, 2, 3, 3, 1, 3, 0, 4, 0, 5, 1, 6, 3, 6, 4, 5, 4, 4, 3, 3]],
  '9': [[4, 3, 1, 3, 0, 2, 0, 1, 1, 0, 3, 0, 4, 1, 4, 4, 3, 6, 1, 6]],
  C: [[4, 1, 3, 0, 1, 0, 0, 1, 0, 5, 1, 6, 3, 6, 4, 5]],
  D: [[0, 0, 0, 6, 3, 6, 4, 5, 4, 1, 3, 0, 0, 0]],
  J: [[3, 0, 3, 5, 2, 6, 1, 6, 0, 5]],
  L: [[0, 0, 0, 6, 4, 6]],
  Q: [
    [1, 0, 3, 0, 4, 1, 4, 5, 3, 6, 1, 6, 0, 5, 0, 1, 1, 0],
    [3, 4, 4, 6],
  ],
  R: [
    [0, 6, 0, 0, 3, 0, 4, 1, 4, 2, 3, 3, 0, 3],
    [2, 3, 4, 6],
  ],
  T: [
    [0, 0, 4, 0],
    [2, 0, 2, 6],
  ],
  U: [[0, 0, 0, 5, 1, 6, 3, 6, 4, 5, 4, 0]],
};

export const glyphHeight = 6;
export const glyphAdvance = 6;
export const markLetters = ['C', 'D', 'J', 'L', 'Q', 'R', 'T', 'U'] as const;

/** The strokes of a text as [x0, y0, x1, y1], from (0, 0) on, in units of the glyph grid. */
export function textStrokes(text: string): [number, number, number, number][] {
  return [...text].flatMap((letter, place) =>
    (glyphs[letter] ?? []).flatMap((line) => {
      const strokes: [number, number, number, number][] = [];
      for (let i = 0; i + 3 < line.length; i += 2) {
        const shift = place * glyphAdvance;
        strokes.push([line[i]! + shift, line[i + 1]!, line[i + 2]! + shift, line[i + 3]!]);
      }
      return strokes;
    }),
  );
}
