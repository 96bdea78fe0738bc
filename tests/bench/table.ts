/** One measured thing beside what it should be. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly goal: string;
  readonly holds: boolean;
}

export function row(what: string, figure: string, goal: string, holds: boolean): Row {
  return { what, figure, goal, holds };
}

export function printTable(rows: readonly Row[]): void {
  const lines = [
    ['what', 'figure', 'goal', ''],
    ...rows.map((r) => [r.what, r.figure, r.goal, r.holds ? 'holds' : 'MISSED']),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines)
    console.log(
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/** The value below which the share of the values lies; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
