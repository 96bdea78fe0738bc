import { byPlace, endingOf, keyOf, placeOf, withoutEnding, type DatasetFiles } from './dataset-files';
import type { DatasetFormat, FormatSource, FoundItem, FoundMask } from './format';
import { isGood } from './options';

const maskFolder = /(^|\/)(masks?|ground_truth|segmentationclass)\//i;
const maskEnd = /_mask$/;

/**
 * Pictures with a mask each: of the same name, with or without `_mask` behind, in `masks` or `ground_truth`, or as PNG
 * beside the picture. Where labels.txt is there a mask holds label numbers; else all from 128 on is marked, with the
 * class of the picture's folder, or `defect` where it lies in none. Pictures in `good` need no mask.
 */
export const masks: DatasetFormat = {
  name: 'masks',
  layout: 'pictures with masks/<same name>.png, or a PNG mask beside each JPEG',
  recognises: (files) => {
    const found = masksOf(files);
    return found.size > 0 && found.size < files.pictures.length;
  },

  async read(source) {
    const { files, problems } = source;
    const maskFiles = masksOf(files);
    const isPicture = (path: string) => !maskFiles.has(path);
    const pictures = byPlace(files.pictures.filter(isPicture), problems);
    const maskOf = new Map<string, string>();
    for (const path of byPlace([...maskFiles], problems).values()) {
      const key = placesOfPicture(path).find((each) => pictures.has(each));
      if (key !== undefined) maskOf.set(key, path);
      else problems.push(`${path} was left out: there is no picture of that name. Add it.`);
    }
    const items: FoundItem[] = [];
    for (const [key, image] of pictures) {
      const { split, folders, stem } = placeOf(image);
      const found = readMask(folders[0], maskOf.get(key), source);
      if (found) items.push({ image, golden: null, ...found, alias: stem, group: null, split, boxes: [] });
      else problems.push(`${image} was left out: it has no mask. Add one, or move it to a folder good.`);
    }
    return items;
  },
};

function masksOf({ pictures }: DatasetFiles): Set<string> {
  const bases = new Set(pictures.map(withoutEnding));
  const others = new Set(pictures.filter((path) => endingOf(path) !== '.png').map(withoutEnding));
  const isMask = (path: string): boolean => {
    const base = withoutEnding(path);
    const beside = others.has(base) || (maskEnd.test(base) && bases.has(base.replace(maskEnd, '')));
    return maskFolder.test(path) || (endingOf(path) === '.png' && beside);
  };
  return new Set(pictures.filter(isMask));
}

/** Where its picture may lie: `ground_truth` without a split is that of `test` (MVTec AD, Bergmann et al. 2019). */
function placesOfPicture(mask: string): string[] {
  const place = placeOf(mask);
  const stem = place.stem.replace(maskEnd, '');
  return [place, { ...place, stem }, { ...place, stem, split: place.split ?? 'test' }].map(keyOf);
}

/** @param folder of the class. Gives null where a picture that is not known to be good has no mask. */
function readMask(
  folder: string | undefined,
  path: string | undefined,
  { options, labels }: FormatSource,
): { mask: FoundMask; labels: string[] | null } | null {
  const good = folder !== undefined && isGood(folder, options);
  if (path === undefined) return good ? { mask: { kind: 'empty' }, labels: [] } : null;
  if (labels) return { mask: { kind: 'index', path }, labels: null };
  if (good) return { mask: { kind: 'binary', path, label: null }, labels: [] };
  const label = folder ?? 'defect';
  return { mask: { kind: 'binary', path, label }, labels: folder === undefined ? null : [label] };
}
