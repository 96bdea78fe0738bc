import type { InputOf } from '#shared/contract/contract';
import type { Verdict } from '#shared/domain/inspection';

export const periods = ['all', 'hour', 'today', 'day', 'week', 'month', 'custom'] as const;
export type Period = (typeof periods)[number];

/** What the person asked for; a period is turned into times only when it is asked. */
export interface RecordQuery {
  readonly text: string;
  readonly period: Period;
  /** Local times as a datetime-local field gives them, for `custom`; empty: open. */
  readonly from: string;
  readonly to: string;
  readonly serial: string;
  readonly lot: string;
  readonly label: string;
  readonly recipeId: string | null;
  readonly verdict: Verdict | null;
}

export const everything: RecordQuery = {
  text: '',
  period: 'all',
  from: '',
  to: '',
  serial: '',
  lot: '',
  label: '',
  recipeId: null,
  verdict: null,
};

export type Filter = InputOf<'records.find'>['filter'];

const hourMs = 3_600_000;

/**
 * The filter that the engine understands.
 * @param now `today` begins at its local midnight, the other periods end with it
 */
export function filterOf(query: RecordQuery, now: Date): Filter {
  const { from, to } = spanOf(query, now);
  return {
    text: query.text.trim(),
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
    serial: query.serial.trim() || null,
    lot: query.lot.trim() || null,
    label: query.label.trim() || null,
    recipeId: query.recipeId,
    verdict: query.verdict,
  };
}

function spanOf({ period, from, to }: RecordQuery, now: Date): { from: Date | null; to: Date | null } {
  switch (period) {
    case 'all':
      return { from: null, to: null };
    case 'hour':
      return { from: ago(now, hourMs), to: null };
    case 'today':
      return { from: new Date(now.getFullYear(), now.getMonth(), now.getDate()), to: null };
    case 'day':
      return { from: ago(now, 24 * hourMs), to: null };
    case 'week':
      return { from: ago(now, 7 * 24 * hourMs), to: null };
    case 'month':
      return { from: ago(now, 30 * 24 * hourMs), to: null };
    case 'custom':
      return { from: localTime(from), to: localTime(to) };
  }
}

const ago = (now: Date, durationMs: number): Date => new Date(now.getTime() - durationMs);

/** A field's text without a zone is local time; null where it is empty or unfinished. */
function localTime(text: string): Date | null {
  const time = new Date(text);
  return text === '' || Number.isNaN(time.getTime()) ? null : time;
}

/** How many of the conditions that are folded away are set. */
export function moreCount({ serial, lot, label }: RecordQuery): number {
  return [serial, lot, label].filter((value) => value.trim() !== '').length;
}

export function isEverything(query: RecordQuery): boolean {
  return JSON.stringify(filterOf(query, new Date(0))) === JSON.stringify(filterOf(everything, new Date(0)));
}
