import { AppFailure } from '#shared/contract/errors';
import { columnOf, readCsv, type Table } from './csv';
import { endingOf, folderOf, placeOf, type DatasetFiles } from './dataset-files';
import type { DatasetFormat, FormatSource, FoundItem } from './format';
import { isGood, type DatasetOptions } from './options';

/**
 * labels.csv (or the only other table) with a row a picture: a column with its path and one with its label, or with a
 * number that is defective from a threshold on. Paths are as seen from the table.
 */
export const table: DatasetFormat = {
  name: 'csv',
  layout: 'labels.csv with the columns file and label',
  recognises: (files) => files.pictures.length > 0 && tableOf(files) !== null,

  async read(source) {
    const { files, problems } = source;
    const path = tableOf(files);
    if (path === null) {
      throw new AppFailure('dataset.malformed', 'There is no table of labels: call it labels.csv.');
    }
    const labels = readCsv(await source.text(path), path);
    const pictureColumn = columnOf(
      labels,
      'file',
      'filename',
      'file_name',
      'image',
      'picture',
      'path',
      'name',
    );
    if (pictureColumn < 0) throw noColumn(path, labels, 'pictures: call it file');
    const labelColumn = labelColumnOf(labels, path, source.options);
    const base = folderOf(path);
    const pictures = new Set(files.pictures);
    const lines = new Map<string, number>();
    const items: FoundItem[] = [];
    for (const { line, cells } of labels.rows) {
      const image = resolved(base, cells[pictureColumn] ?? '');
      const leftOut = (why: string) => problems.push(`${path}, line ${line}, was left out: ${why}.`);
      const before = lines.get(image);
      if (before !== undefined) {
        leftOut(`${image} has its label in line ${before} already. Remove one of the two`);
        continue;
      }
      if (!pictures.has(image)) {
        leftOut(`there is no picture ${image}. Add it, or remove the line`);
        continue;
      }
      lines.set(image, line);
      const found = labelsOf(cells[labelColumn] ?? '', source, leftOut);
      if (!found) continue;
      const { split } = placeOf(image);
      items.push({
        image,
        golden: null,
        mask: null,
        alias: image,
        group: null,
        split,
        labels: found,
        boxes: [],
      });
    }
    for (const image of pictures) {
      if (!lines.has(image)) problems.push(`${image} was left out: it has no line in ${path}. Add one.`);
    }
    return items;
  },
};

/** labels.csv at the top or below, or the only table besides groups.csv. */
function tableOf({ paths }: DatasetFiles): string | null {
  const tables = paths.filter((path) => endingOf(path) === '.csv' && !/(^|\/)groups\.csv$/i.test(path));
  const named = tables.find((path) => /(^|\/)labels\.csv$/i.test(path));
  return named ?? (tables.length === 1 ? tables[0]! : null);
}

function labelColumnOf(labels: Table, path: string, { column }: DatasetOptions): number {
  if (column !== null) {
    const found = columnOf(labels, column.toLowerCase());
    if (found >= 0) return found;
    throw noColumn(path, labels, `called ${column}`);
  }
  const found = columnOf(labels, 'label', 'class', 'category', 'defect');
  if (found >= 0) return found;
  throw noColumn(path, labels, 'called label: name the one to learn from with the option column');
}

function labelsOf(
  cell: string,
  { options, labels }: FormatSource,
  leftOut: (why: string) => void,
): string[] | null {
  if (options.threshold !== null) {
    const value = cell === '' ? NaN : Number(cell);
    if (!Number.isNaN(value)) return value >= options.threshold ? ['defective'] : [];
    leftOut(`"${cell}" is no number. Correct it`);
    return null;
  }
  if (cell === '') {
    leftOut('it has no label. Add one');
    return null;
  }
  if (isGood(cell, options)) return [];
  if (!labels || labels.includes(cell)) return [cell];
  leftOut(`labels.txt has no ${cell}. Correct one of them`);
  return null;
}

/** A path of the table as one inside the dataset. */
function resolved(base: string, path: string): string {
  const inside = path.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  return base === '' ? inside : `${base}/${inside}`;
}

function noColumn(path: string, { columns }: Table, what: string): AppFailure {
  const sentence = `${path} has no column ${what}. Its columns are ${columns.join(', ')}.`;
  return new AppFailure('dataset.malformed', sentence, { path });
}
