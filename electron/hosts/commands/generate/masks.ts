import { AppFailure } from '#shared/contract/errors';
import { partByPart, type Layout } from './layout';

/** `<name>.png` with masks/<name>.png, whose values are 0 and the line of the label in labels.txt, counted from 1. */
export const masks: Layout = {
  does: 'pictures with masks/ of the same names, and labels.txt',
  oneKind: false,
  setFiles(line) {
    if (line.part(0, 0).mask === null) {
      throw new AppFailure(
        'input.invalid',
        'This product has no masks: use --labels boxes, or another product.',
      );
    }
    return [{ path: 'labels.txt', content: `${line.labels.join('\n')}\n` }];
  },
  openFolder: () =>
    partByPart(({ name, image, mask }) => {
      if (mask === null) throw new Error(`${name} has no mask`);
      return [
        { path: `${name}.png`, content: image },
        { path: `masks/${name}.png`, content: { ...mask, channels: 1 } },
      ];
    }),
};
