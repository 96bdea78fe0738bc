import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { AppFailure } from '#shared/contract/errors';
import type { LabelledBox } from '#shared/domain/dataset';
import { byPlace, endingOf, keyOf, placeOf } from './dataset-files';
import type { DatasetFormat, FormatSource, FoundItem } from './format';

/**
 * Pascal VOC: a picture and an XML file of the same name, in one folder or in `images` (`JPEGImages`) and `annotations`
 * beside each other. A good picture has a file without objects.
 */
export const voc: DatasetFormat = {
  name: 'voc',
  layout: 'images/ and annotations/ with Pascal VOC XML of the same names',
  recognises(files) {
    const keys = new Set(annotationsOf(files.paths).map((path) => keyOf(placeOf(path))));
    return keys.size > 0 && files.pictures.some((path) => keys.has(keyOf(placeOf(path))));
  },

  async read(source) {
    const { files, problems } = source;
    const pictures = byPlace(files.pictures, problems);
    const annotations = byPlace(annotationsOf(files.paths), problems);
    for (const [key, image] of pictures) {
      if (annotations.has(key)) continue;
      problems.push(
        `${image} was left out: it has no annotation. Add one, without objects where it is good.`,
      );
    }
    const items = await source.each([...annotations], async ([key, path]): Promise<FoundItem | null> => {
      const image = pictures.get(key);
      if (image === undefined) {
        problems.push(`${path} was left out: there is no picture of that name. Add it.`);
        return null;
      }
      const boxes = readObjects(await source.text(path), path, source);
      if (!boxes) return null;
      const { split, stem } = placeOf(image);
      return { image, golden: null, mask: null, alias: stem, group: null, split, labels: null, boxes };
    });
    return items.filter((item) => item != null);
  },
};

function annotationsOf(paths: readonly string[]): string[] {
  return paths.filter((path) => endingOf(path) === '.xml');
}

/**
 * The boxes xmin, ymin, xmax, ymax as edges in pixels: VOC counts pixels from 1 and most tools from 0, and the files do
 * not say which. null where the picture cannot be used. Throws AppFailure dataset.malformed.
 */
function readObjects(text: string, path: string, { labels, problems }: FormatSource): LabelledBox[] | null {
  const boxes: LabelledBox[] = [];
  for (const object of childrenOf(rootOf(text, path), 'object')) {
    const label = textOf(object, 'name');
    const [bounds] = childrenOf(object, 'bndbox');
    if (!label || !bounds) {
      problems.push(
        `${path}: the picture was left out, an object has no name or no bndbox. Add what is missing.`,
      );
      return null;
    }
    if (labels && !labels.includes(label)) {
      problems.push(`${path}: the picture was left out, labels.txt has no ${label}. Correct one of them.`);
      return null;
    }
    const [left, top, right, bottom] = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => {
      const number = textOf(bounds, name);
      return number ? Number(number) : NaN;
    }) as [number, number, number, number];
    boxes.push({ label, box: [left, top, right - left, bottom - top] });
  }
  return boxes;
}

function rootOf(text: string, path: string): XmlElement {
  let root: XmlElement | null;
  try {
    ({ root } = parseXml(text));
  } catch (thrown) {
    // Besides its own errors a RangeError: elements nested so deep that they exhaust the stack.
    const why = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown);
    throw malformed(path, `it is no sound XML (${why})`, thrown);
  }
  if (root?.name !== 'annotation') throw malformed(path, 'it is no <annotation> of Pascal VOC');
  return root;
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (child) => child instanceof XmlElement && child.name === name,
  ) as XmlElement[];
}

function textOf(element: XmlElement, name: string): string {
  return childrenOf(element, name)[0]?.text.trim() ?? '';
}

function malformed(path: string, why: string, cause?: unknown): AppFailure {
  const sentence = `${path} was left out: ${why}. Write it again.`;
  return new AppFailure('dataset.malformed', sentence, { path }, cause);
}
