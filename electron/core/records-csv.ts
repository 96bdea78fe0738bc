import { finalVerdict, type Part } from '#shared/domain/inspection';
import type { RecordFilter } from '#shared/domain/records';
import type { Records } from './ports';

/** Records read at once. */
const page = 200;

type Cell = string | number | null;

/** The columns of the export, in order: the heading and what stands under it. */
const columns: readonly (readonly [string, (part: Part) => Cell])[] = [
  ['id', (part) => part.id],
  ['inspected_at', (part) => part.inspectedAt],
  ['serial', (part) => part.serial],
  ['lot', (part) => part.lot],
  ['recipe', (part) => part.recipeName],
  ['recipe_id', (part) => part.recipeId],
  ['run', (part) => part.runId],
  ['sequence', (part) => part.sequence],
  ['frame', (part) => part.frameName],
  ['verdict', (part) => part.verdict],
  ['final_verdict', finalVerdict],
  ['findings', (part) => part.findings.length],
  ['labels', (part) => [...new Set(part.findings.map(({ label }) => label))].join('; ')],
  ['highest_score', (part) => highest(part.findings.map(({ score }) => score))],
  ['reasons', (part) => part.reasons.map(reasonText).join('; ')],
  ['disposition', (part) => part.dispositions.at(-1)?.verdict ?? ''],
  ['disposition_reason', (part) => part.dispositions.at(-1)?.reason ?? ''],
  ['disposition_by', (part) => part.dispositions.at(-1)?.by ?? ''],
  ['disposition_at', (part) => part.dispositions.at(-1)?.at ?? ''],
  ['model', (part) => part.model],
  ['provider', (part) => part.provider],
  ['inference_ms', (part) => part.timings.inferenceMs],
  ['latency_ms', (part) => part.latencyMs],
  ['width_px', (part) => part.widthPx],
  ['height_px', (part) => part.heightPx],
  ['image_sha256', (part) => part.imageSha256],
  ['golden_sha256', (part) => part.goldenSha256],
  ['recipe_sha256', (part) => part.recipeSha256],
  ['model_sha256', (part) => part.modelSha256],
];

/**
 * The records as CSV (RFC 4180: CRLF, quotes doubled), newest first, a page of rows at a time, with the byte order
 * mark by which spreadsheets know UTF-8. Text that a spreadsheet would run as a formula gets a leading apostrophe.
 */
export async function* recordsCsv(
  records: Pick<Records, 'find'>,
  filter: RecordFilter,
): AsyncGenerator<string> {
  yield `\uFEFF${line(columns.map(([heading]) => heading))}`;
  let before: number | null = null;
  for (;;) {
    const parts: Part[] = await records.find(filter, before, page);
    const last = parts.at(-1);
    if (!last) return;
    yield parts.map((part) => line(columns.map(([, cell]) => cell(part)))).join('');
    before = last.id;
  }
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  // Tab and carriage return too: a spreadsheet skips them in front of a formula.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function highest(scores: readonly number[]): number | null {
  return scores.length > 0 ? scores.reduce((a, b) => Math.max(a, b)) : null;
}

function reasonText(reason: Part['reasons'][number]): string {
  switch (reason.code) {
    case 'reject':
      return `${reason.label}: ${reason.count} found, ${reason.allowedCount} allowed`;
    case 'review':
      return `${reason.label}: ${reason.count} to look at`;
    case 'too-many':
      return `${reason.count} findings, ${reason.allowedCount} allowed`;
    case 'fault':
      return reason.message;
  }
}
