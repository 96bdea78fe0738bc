import { AppFailure } from '#shared/contract/errors';
import type { Dataset, DatasetItem, LabelMask } from '#shared/domain/dataset';
import type { ImageCodec, ReadonlyFolder } from '../ports';
import { inBatches } from './batches';
import { datasetFiles } from './dataset-files';
import { examine, type ExaminedItem } from './examine';
import { fingerprint } from './fingerprint';
import { formatSource } from './format-source';
import { chooseFormat } from './formats';
import { withGoodClass } from './good-class';
import { withGroups } from './groups';
import { binaryMeaning, indexMeaning, labelMask, maskValues } from './mask-pixels';
import { withNameLabels } from './name-labels';
import { readOptions } from './options';
import { createPictureCache } from './picture-cache';
import { joinSamePictures } from './same-pictures';
import { createSeenFiles, type SeenFiles } from './seen-files';
import { withSplitLists } from './split-lists';

export interface DatasetTools {
  readonly codec: Pick<ImageCodec, 'decode' | 'size'>;
  /** Hex. */
  sha256(data: string | Uint8Array): string;
}

export interface OpenDataset {
  /** See options.ts. */
  readonly options: Readonly<Record<string, string>>;
  /** Decoded pictures are kept up to this many bytes. */
  readonly cacheBytes: number;
  readonly signal: AbortSignal;
  /** Pictures that were read. */
  onProgress(progress: { readonly done: number; readonly total: number }): void;
}

/**
 * Recognises what lies in the folder and reads every file once. Throws AppFailure dataset.malformed where nothing can be
 * learned from, input.invalid for a wrong option, what the folder throws, and what the signal says when it aborts.
 */
export async function openDataset(
  folder: ReadonlyFolder,
  { codec, sha256 }: DatasetTools,
  { options: given, cacheBytes, signal, onProgress }: OpenDataset,
): Promise<Dataset> {
  const options = readOptions(given);
  const files = datasetFiles(await folder.files(signal));
  const source = await formatSource(folder, files, options, signal);
  const { problems, labels: listed } = source;
  const format = chooseFormat(options.format, files, folder.name);
  const read = withNameLabels(await format.read(source), options, problems);
  const found = await withGroups(await withSplitLists(read, source), source);

  const seen = createSeenFiles(folder, codec, sha256);
  let done = 0;
  const looked = await inBatches(found, signal, async (each) => {
    const told: string[] = [];
    const examined = await examine(each, seen, listed, told);
    onProgress({ done: ++done, total: found.length });
    return { examined, told };
  });
  for (const { told } of looked) problems.push(...told);
  const usable = looked.flatMap(({ examined }) => examined ?? []);
  if (usable.length === 0) throw nothingUsable(folder.name, problems);
  const examined = withGoodClass(usable, problems);

  const shown = new Set(examined.flatMap((each) => each.labels));
  const labels = listed?.filter((label) => shown.has(label)) ?? [...shown].sort();
  const hashed = examined.map((each) => ({ item: itemOf(each), sha256: each.image.sha256 }));
  const items = joinSamePictures(hashed, problems);
  const byName = new Map(examined.map((each) => [each.found.image, each]));
  return {
    name: folder.name,
    format: format.name,
    sha256: sha256(fingerprint(labels, items, byName)),
    labels,
    items,
    problems,
    load: loader(byName, labels, listed ?? [], seen, cacheBytes),
  };
}

function itemOf({ found, labels, boxes }: ExaminedItem): DatasetItem {
  const { image, group, split } = found;
  return { name: image, group: group ?? image, split, labels, boxes };
}

/** @param listed the labels that the numbers in masks mean */
function loader(
  byName: ReadonlyMap<string, ExaminedItem>,
  labels: readonly string[],
  listed: readonly string[],
  seen: SeenFiles,
  cacheBytes: number,
): Dataset['load'] {
  const cache = createPictureCache(cacheBytes);
  const indexed = indexMeaning(listed, labels);
  const picture = (path: string) => cache.get(path, () => seen.decode(path));

  async function maskOf({
    found: { mask },
    image: { widthPx, heightPx },
  }: ExaminedItem): Promise<LabelMask | null> {
    if (!mask) return null;
    if (mask.kind === 'empty') return { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx) };
    const { path } = mask;
    const meaning = mask.kind === 'index' ? indexed : binaryMeaning(labels.indexOf(mask.label ?? '') + 1);
    return cache.get(path, async () => {
      const decoded = await seen.decode(path);
      return labelMask(decoded, maskValues(decoded, path), meaning);
    });
  }

  return async ({ name }) => {
    const item = byName.get(name);
    if (!item) throw new Error(`${name} is not of this dataset`);
    const { golden: goldenPath } = item.found;
    const [image, golden, mask] = await Promise.all([
      picture(name),
      goldenPath === null ? null : picture(goldenPath),
      maskOf(item),
    ]);
    return { image, golden, mask };
  };
}

function nothingUsable(folder: string, problems: readonly string[]): AppFailure {
  const first = problems[0] ?? 'There are no pictures in it.';
  const sentence = `No picture of ${folder} can be used. ${first}`;
  return new AppFailure('dataset.malformed', sentence, { path: folder });
}
