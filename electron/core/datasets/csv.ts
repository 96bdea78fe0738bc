import { AppFailure } from '#shared/contract/errors';

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/**
 * A table with a heading (RFC 4180), separated by commas, semicolons or tabs: whichever the heading has most of. Rows
 * without any text are passed over. Throws AppFailure dataset.malformed where a quote is never closed.
 * @param path what the sentence calls it
 */
export function readCsv(text: string, path: string): Table {
  const heading = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)));
  const separator = [',', ';', '\t'].toSorted((a, b) => count(heading, b) - count(heading, a))[0]!;
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = '';
  let quotedFrom = 0;
  let [line, startedAt] = [1, 1];
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === '\n') line++;
    if (quotedFrom > 0) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[++i]!;
      else quotedFrom = 0;
    } else if (character === '"' && cell === '') {
      quotedFrom = line;
    } else if (character === separator) {
      cells.push(cell);
      cell = '';
    } else if (character === '\n') {
      endRow();
    } else if (character !== '\r') {
      cell += character;
    }
  }
  if (quotedFrom > 0) {
    const sentence = `${path} cannot be read: the quote that opens in line ${quotedFrom} is never closed. Close it.`;
    throw new AppFailure('dataset.malformed', sentence, { path });
  }
  endRow();
  const columns = rows.shift()?.cells ?? [];
  return { columns, rows };

  function endRow(): void {
    cells.push(cell);
    const trimmed = cells.map((each) => each.trim());
    if (trimmed.some((each) => each !== '')) rows.push({ line: startedAt, cells: trimmed });
    [cells, cell, startedAt] = [[], '', line];
  }
}

/** Index of the first column with one of these names, whatever their case; -1 where there is none. */
export function columnOf({ columns }: Table, ...names: readonly string[]): number {
  return columns.findIndex((column) => names.includes(column.toLowerCase()));
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
