import { expect, test } from 'vitest';
import type { Part } from '#shared/domain/inspection';
import { recordFilter } from '#shared/domain/records';
import { recordsCsv } from '#electron/core/records-csv';
import { draftOf, findingOf } from '../adapters/store/drafts';

const all = recordFilter.parse({});

async function csvOf(parts: Part[]): Promise<string[]> {
  const find = async (_: unknown, before: number | null, limit: number): Promise<Part[]> =>
    parts
      .filter(({ id }) => before === null || id < before)
      .sort((a, b) => b.id - a.id)
      .slice(0, limit);
  const chunks: string[] = [];
  for await (const chunk of recordsCsv({ find }, all)) chunks.push(chunk);
  return chunks;
}

/** An independent reading of RFC 4180, a character at a time. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (quoted && character === '"' && text[i + 1] === '"') cell += text[i++];
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === ',' || text.startsWith('\r\n', i))) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (character === '\r') {
        rows.push([]);
        i++;
      }
    } else cell += character;
  }
  return rows.slice(0, -1);
}

test('a row a part, newest first, with every text as it was', async () => {
  const tricky = 'said "no",\r\nthen 划痕';
  const part: Part = {
    ...draftOf(1, {
      serial: tricky,
      lot: '=HYPERLINK("x")',
      findings: [findingOf('short'), findingOf('-open')],
    }),
    id: 1,
    dispositions: [
      { verdict: 'reject', reason: '@sum', by: 'Li', at: '2025-03-01T09:00:00.000Z' },
      { verdict: 'pass', reason: '+1', by: 'Ana', at: '2025-03-01T10:00:00.000Z' },
    ],
  };
  const chunks = await csvOf([part, { ...draftOf(2, { latencyMs: -5 }), id: 2, dispositions: [] }]);
  const text = chunks.join('');
  expect(text.startsWith('\uFEFFid,')).toBe(true);
  const [heading = [], second = [], first = []] = parse(text.slice(1));
  const cell = (row: string[], name: string): string | undefined => row[heading.indexOf(name)];
  expect(cell(second, 'id')).toBe('2');
  expect(cell(second, 'latency_ms')).toBe('-5');
  expect(cell(second, 'image_sha256')).toBe('');
  expect(cell(first, 'serial')).toBe(tricky);
  expect(cell(first, 'lot')).toBe(`'=HYPERLINK("x")`);
  expect(cell(first, 'labels')).toBe('short; -open');
  expect(cell(first, 'final_verdict')).toBe('pass');
  expect(cell(first, 'disposition_reason')).toBe("'+1");
  expect(cell(first, 'highest_score')).toBe('0.875');
  expect(new Set(parse(text.slice(1)).map((row) => row.length))).toEqual(new Set([heading.length]));
});

test('many records come page by page, each once', async () => {
  const parts = Array.from({ length: 450 }, (_, i): Part => ({ ...draftOf(i), id: i + 1, dispositions: [] }));
  const chunks = await csvOf(parts);
  expect(chunks.length).toBe(4);
  const ids = parse(chunks.join('').slice(1))
    .slice(1)
    .map(([id]) => Number(id));
  expect(ids).toEqual(Array.from({ length: 450 }, (_, i) => 450 - i));
});
