import type { Tally } from '#shared/domain/inspection';

/** The vital few; the rest is in the records. */
export const shownLabels = 6;

export interface ParetoBar {
  readonly label: string;
  readonly count: number;
  /** Share of all findings up to and with this label, 0..1. */
  readonly share: number;
}

/** @param byLabel most first */
export function paretoBars(byLabel: Tally['byLabel']): ParetoBar[] {
  const total = byLabel.reduce((sum, { count }) => sum + count, 0);
  let soFar = 0;
  return byLabel.slice(0, shownLabels).map(({ label, count }) => {
    soFar += count;
    return { label, count, share: soFar / total };
  });
}
