import { AppFailure } from '#shared/contract/errors';
import { partByPart, type Layout } from './layout';

/** As DeepPCB (Tang et al. 2019): <name>_test.png, its golden <name>_temp.png, and <name>.txt, a defect a line. */
export const pairs: Layout = {
  does: 'pairs <name>_test.png and <name>_temp.png with <name>.txt (DeepPCB: x1 y1 x2 y2 class)',
  oneKind: false,
  setFiles({ golden }) {
    if (golden) return [];
    throw new AppFailure(
      'input.invalid',
      'This product has no golden picture: use --labels boxes, or another product.',
    );
  },
  openFolder: (labels) =>
    partByPart(({ name, image, golden, defects }) => {
      if (golden === null) throw new Error(`${name} has no golden`);
      const lines = defects.map(({ label, box: [x, y, width, height] }) =>
        [x, y, x + width, y + height, labels.indexOf(label) + 1].join(' '),
      );
      return [
        { path: `${name}_test.png`, content: image },
        { path: `${name}_temp.png`, content: golden },
        { path: `${name}.txt`, content: lines.map((text) => `${text}\n`).join('') },
      ];
    }),
};
