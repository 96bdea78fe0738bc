import type { Tally } from '#shared/domain/inspection';

/** Each label with the share, 0..1, that it and all before it have of the findings: where the few big causes end. */
export function withRunningShare(
  byLabel: Tally['byLabel'],
): readonly { readonly label: string; readonly count: number; readonly share: number }[] {
  const total = byLabel.reduce((sum, { count }) => sum + count, 0);
  let running = 0;
  return byLabel.map(({ label, count }) => ({ label, count, share: (running += count) / total }));
}
