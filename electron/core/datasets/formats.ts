import { AppFailure } from '#shared/contract/errors';
import { coco } from './coco';
import type { DatasetFiles } from './dataset-files';
import { deeppcb } from './deeppcb';
import { folders } from './folders';
import type { DatasetFormat } from './format';
import { masks } from './masks';
import { table } from './table';
import { voc } from './voc';

/** The formats that this version reads; the first that recognises a folder reads it, so the vaguest come last. */
const formats: readonly DatasetFormat[] = [deeppcb, voc, coco, masks, table, folders];

/**
 * @param name what the user says it is; null: whatever it looks like
 * Throws AppFailure input.invalid for an unknown name, dataset.malformed where nothing is recognised.
 */
export function chooseFormat(name: string | null, files: DatasetFiles, folder: string): DatasetFormat {
  if (name !== null) {
    const named = formats.find((format) => format.name === name);
    if (named) return named;
    const known = formats.map((format) => format.name).join(', ');
    const sentence = `There is no dataset format ${name}: the formats are ${known}.`;
    throw new AppFailure('input.invalid', sentence, { field: 'format' });
  }
  if (files.pictures.length === 0) {
    const sentence = `There is no picture in ${folder}: choose a folder with pictures.`;
    throw new AppFailure('dataset.malformed', sentence, { path: folder });
  }
  const found = formats.find((format) => format.recognises(files));
  if (found) return found;
  const layouts = formats.map((format) => format.layout).join('; ');
  const sentence = `The pictures in ${folder} have no labels that Loupe knows. It reads: ${layouts}.`;
  throw new AppFailure('dataset.malformed', sentence, { path: folder });
}
