import type { Split } from '#shared/domain/dataset';
import { hasImageEnding } from '#shared/domain/image-endings';

/** The files of a dataset by their paths inside it, with forward slashes. */
export interface DatasetFiles {
  readonly paths: readonly string[];
  readonly pictures: readonly string[];
  has(path: string): boolean;
}

export function datasetFiles(paths: readonly string[]): DatasetFiles {
  const all = new Set(paths);
  return { paths, pictures: paths.filter(hasImageEnding), has: (path) => all.has(path) };
}

const splitFolders: ReadonlyMap<string, Split> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'validation'],
  ['valid', 'validation'],
  ['validation', 'validation'],
  ['test', 'test'],
  ['testing', 'test'],
]);

/** Folders that tell kinds of files apart and say nothing about the pictures. */
const layoutFolders = new Set(
  'images image imgs img jpegimages annotations labels masks mask ground_truth segmentationclass'.split(' '),
);

/** Where a file lies, apart from what kind of file it is: a picture and its annotation lie in the same place. */
export interface Place {
  /** Told by the folder at the top, or by the one below `images` and the like. */
  readonly split: Split | null;
  /** Folders below, without `images` and the like. */
  readonly folders: readonly string[];
  /** The name without its ending. */
  readonly stem: string;
}

export function placeOf(path: string): Place {
  const segments = withoutEnding(path).split('/');
  const stem = segments.pop() ?? '';
  const telling = segments.filter((segment) => !layoutFolders.has(segment.toLowerCase()));
  const split = splitFolders.get(telling[0]?.toLowerCase() ?? '') ?? null;
  return { split, folders: split ? telling.slice(1) : telling, stem };
}

/** One string a place. */
export function keyOf({ split, folders, stem }: Place): string {
  return [split ?? '', ...folders, stem].join('/');
}

/** The files by place. Of several in one place the first counts, the others are told. */
export function byPlace(paths: readonly string[], problems: string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const key = keyOf(placeOf(path));
    const first = found.get(key);
    if (first === undefined) found.set(key, path);
    else problems.push(`${path} was left out: its labels cannot be told from those of ${first}. Rename it.`);
  }
  return found;
}

export function withoutEnding(path: string): string {
  return path.replace(/\.[^./]*$/, '');
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Empty for files at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Lower case, with its dot; empty where there is none. */
export function endingOf(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? '';
}
