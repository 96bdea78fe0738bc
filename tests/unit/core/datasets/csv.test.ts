import { expect, test } from 'vitest';
import { columnOf, readCsv } from '#electron/core/datasets/csv';

const cellsOf = (text: string) => readCsv(text, 'a.csv').rows.map(({ cells }) => cells);

test('RFC 4180: quotes, doubled quotes, breaks inside quotes, CRLF', () => {
  const text = 'a,b\r\n"x, y","he said ""no"""\r\n"two\nlines",3\r\n\r\nlast,';
  expect(readCsv(text, 'a.csv')).toEqual({
    columns: ['a', 'b'],
    rows: [
      { line: 2, cells: ['x, y', 'he said "no"'] },
      { line: 3, cells: ['two\nlines', '3'] },
      { line: 6, cells: ['last', ''] },
    ],
  });
});

test('semicolons and tabs', () => {
  expect(cellsOf('a;b;c\n1,5;2;3')).toEqual([['1,5', '2', '3']]);
  expect(cellsOf('a\tb\n1\t2')).toEqual([['1', '2']]);
});

test('columns are found whatever their case', () => {
  const table = readCsv('Name, LABEL\n', 'a.csv');
  expect([columnOf(table, 'file', 'name'), columnOf(table, 'label'), columnOf(table, 'group')]).toEqual([
    0, 1, -1,
  ]);
});

test('a quote that is never closed', () => {
  expect(() => readCsv('a,b\n1,"2\n3', 'a.csv')).toThrow('the quote that opens in line 2 is never closed');
});

test('no text at all', () => {
  expect(readCsv('', 'a.csv')).toEqual({ columns: [], rows: [] });
});
