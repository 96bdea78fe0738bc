import { AppFailure } from '#shared/contract/errors';
import type { ReadonlyFolder } from '../ports';
import { inBatches } from './batches';
import type { DatasetFiles } from './dataset-files';
import type { FormatSource } from './format';
import type { DatasetOptions } from './options';

const largestTextBytes = 256_000_000;
const labelsFile = 'labels.txt';

/** Opens what formats read from, labels.txt first. */
export async function formatSource(
  folder: ReadonlyFolder,
  files: DatasetFiles,
  options: DatasetOptions,
  signal: AbortSignal,
): Promise<FormatSource> {
  const problems: string[] = [];
  const text = (path: string) => readText(folder, path);
  return {
    files,
    options,
    problems,
    text,
    labels: files.has(labelsFile) ? namesIn(await text(labelsFile)) : null,
    each: (items, read) =>
      inBatches(items, signal, async (item) => {
        try {
          return await read(item);
        } catch (thrown) {
          if (!(thrown instanceof AppFailure)) throw thrown;
          problems.push(thrown.message);
          return undefined;
        }
      }),
  };
}

async function readText(folder: ReadonlyFolder, path: string): Promise<string> {
  const bytes = await folder.read(path, largestTextBytes).catch((thrown: unknown) => {
    if (!(thrown instanceof AppFailure) || thrown.error.code !== 'image.too-large') throw thrown;
    const sentence = `${path} is too large for a file of labels. Divide the dataset.`;
    throw new AppFailure('dataset.malformed', sentence, { path }, thrown);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (thrown) {
    const sentence = `${path} is no text in UTF-8. Save it as such.`;
    throw new AppFailure('dataset.malformed', sentence, { path }, thrown);
  }
}

function namesIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}
