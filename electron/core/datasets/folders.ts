import { placeOf } from './dataset-files';
import type { DatasetFormat, FoundItem } from './format';
import { isGood } from './options';

/** The class of a picture is the folder it lies in, or the topmost of them below train, validation and test. */
export const folders: DatasetFormat = {
  name: 'folders',
  layout: 'a folder a class, with the pictures in it',
  recognises: ({ pictures }) => pictures.some((path) => placeOf(path).folders.length > 0),

  async read({ files, options, problems }) {
    const items: FoundItem[] = [];
    for (const image of files.pictures) {
      const {
        split,
        folders: [label],
      } = placeOf(image);
      if (label === undefined) {
        problems.push(`${image} was left out: it lies in no folder of a class. Move it into one.`);
        continue;
      }
      const labels = isGood(label, options) ? [] : [label];
      items.push({ image, golden: null, mask: null, alias: image, group: null, split, labels, boxes: [] });
    }
    return items;
  },
};
