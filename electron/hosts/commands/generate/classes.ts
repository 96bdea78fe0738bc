import { partByPart, type Layout } from './layout';

/** A folder a class: `good`, or what is wrong with the part. */
export const classes: Layout = {
  does: 'a folder a class (good and each defect)',
  oneKind: true,
  setFiles: () => [],
  openFolder: () =>
    partByPart(({ name, image, defects }) => [
      { path: `${defects[0]?.label ?? 'good'}/${name}.png`, content: image },
    ]),
};
