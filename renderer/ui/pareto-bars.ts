import type { Tally } from '#shared/domain/inspection';

export interface ParetoBar {
  readonly label: string;
  readonly count: number;
  /** Share of all findings up to and with this label, 0..1: where the few big causes end. */
  readonly share: number;
}

/**
 * @param byLabel most first
 * @param most so many bars; the share is still of all findings
 */
export function paretoBars(byLabel: Tally['byLabel'], most: number): ParetoBar[] {
  const total = byLabel.reduce((sum, { count }) => sum + count, 0);
  let running = 0;
  return byLabel.slice(0, most).map(({ label, count }) => {
    running += count;
    return { label, count, share: running / total };
  });
}
