import type { LabelledBox } from '#shared/domain/dataset';
import { folderOf, fileName, placeOf, withoutEnding } from './dataset-files';
import type { DatasetFormat, FormatSource, FoundItem } from './format';

/** Classes 1 to 6 of DeepPCB (Tang et al. 2019); labels.txt names others. */
const classes = ['open', 'short', 'mousebite', 'spur', 'spurious-copper', 'pin-hole'];

const part = /_test$/;
const template = /_temp$/;

/**
 * Pairs `<id>_test` and `<id>_temp` (the golden) with `<id>.txt`, a defect a line: `x1 y1 x2 y2 class`, in pixels. The
 * text may lie in a folder beside, called as the pictures' with `_not` behind. Pictures in one folder `group…` show the
 * same board.
 */
export const deeppcb: DatasetFormat = {
  name: 'deeppcb',
  layout: 'pairs <id>_test.jpg and <id>_temp.jpg with <id>.txt',
  recognises: ({ pictures }) => {
    const bases = new Set(pictures.map(withoutEnding));
    return [...bases].some((base) => part.test(base) && bases.has(base.replace(part, '_temp')));
  },

  async read(source) {
    const { files, problems } = source;
    const templates = new Map(files.pictures.map((path) => [withoutEnding(path), path]));
    const images = files.pictures.filter((path) => part.test(withoutEnding(path)));
    tellStrays(files.pictures, problems);
    const items = await source.each(images, async (image): Promise<FoundItem | null> => {
      const id = withoutEnding(image).replace(part, '');
      const golden = templates.get(`${id}_temp`);
      const text = [`${id}.txt`, `${folderOf(id)}_not/${fileName(id)}.txt`].find(files.has);
      if (golden === undefined || text === undefined) {
        const wanted = golden === undefined ? `golden picture ${id}_temp` : `list of defects ${id}.txt`;
        problems.push(`${image} was left out: it has no ${wanted}. Add it.`);
        return null;
      }
      const boxes = readBoxes(await source.text(text), text, source);
      if (!boxes) return null;
      const group = id.split('/').find((folder) => /^group/i.test(folder)) ?? null;
      return {
        image,
        golden,
        mask: null,
        alias: id,
        group,
        split: placeOf(image).split,
        labels: null,
        boxes,
      };
    });
    return items.filter((item) => item != null);
  },
};

/** null where the picture cannot be used: a defect would be taken for a good place. */
function readBoxes(text: string, path: string, { labels, problems }: FormatSource): LabelledBox[] | null {
  const names = labels ?? classes;
  const boxes: LabelledBox[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const cells = line.trim().split(/[\s,]+/);
    const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN, number = NaN] = cells.map(Number);
    const label = names[number - 1];
    if (cells.length !== 5 || label === undefined) {
      const wanted = `x1 y1 x2 y2 class, with a class from 1 to ${names.length}`;
      problems.push(`${path}, line ${i + 1}: the picture was left out. Write ${wanted}.`);
      return null;
    }
    boxes.push({ label, box: [x1, y1, x2 - x1, y2 - y1] });
  }
  return boxes;
}

function tellStrays(pictures: readonly string[], problems: string[]): void {
  const bases = new Set(pictures.map(withoutEnding));
  for (const path of pictures) {
    const base = withoutEnding(path);
    if (part.test(base)) continue;
    if (!template.test(base)) {
      problems.push(`${path} was left out: name it <id>_test and add its golden picture <id>_temp.`);
    } else if (!bases.has(base.replace(template, '_test'))) {
      problems.push(`${path} is the golden picture of none: add ${base.replace(template, '_test')}.`);
    }
  }
}
