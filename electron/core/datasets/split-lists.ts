import type { Split } from '#shared/domain/dataset';
import { fileName, folderOf } from './dataset-files';
import type { FormatSource, FoundItem } from './format';
import { itemNames } from './item-names';

/** A later one overrules: what is in a test list is never trained on. */
const lists: readonly (readonly [string, Split])[] = [
  ['trainval.txt', 'train'],
  ['train.txt', 'train'],
  ['val.txt', 'validation'],
  ['valid.txt', 'validation'],
  ['validation.txt', 'validation'],
  ['test.txt', 'test'],
];
const listFolder = /^$|^(.*\/)?(imagesets\/(main|segmentation|layout)|splits)$/i;

/**
 * Splits as lists of names, a line each (its first word, where more follow): train.txt, val.txt, test.txt and trainval.txt
 * at the top or in `ImageSets/Main` (Pascal VOC). What the folders say of a picture counts more.
 */
export async function withSplitLists(
  items: readonly FoundItem[],
  source: FormatSource,
): Promise<readonly FoundItem[]> {
  const { files, problems } = source;
  const find = itemNames(items);
  const splits = new Map<FoundItem, { readonly split: Split; readonly list: string }>();
  for (const [name, split] of lists) {
    const paths = files.paths.filter((path) => fileName(path) === name && listFolder.test(folderOf(path)));
    for (const path of paths) {
      for (const line of (await source.text(path)).split('\n')) {
        const entry = line.trim();
        if (entry === '') continue;
        const item = find(entry) ?? find(entry.split(/[\s,]+/)[0] ?? '');
        if (!item) {
          problems.push(`${path} lists ${entry}, which is not in the dataset. Add it, or remove the line.`);
          continue;
        }
        const before = splits.get(item);
        if (before && split === 'test') {
          problems.push(
            `${item.image} is in ${before.list} and in ${path}: it counts as test. Remove it from one.`,
          );
        }
        splits.set(item, { split, list: path });
      }
    }
  }
  return items.map((item) => ({ ...item, split: item.split ?? splits.get(item)?.split ?? null }));
}
