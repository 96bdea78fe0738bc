/** The largest difference of any two entries, as a share of the largest of the expected ones or of 1; NaN stays NaN. */
export function offBy(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  const wanted = Array.from(expected);
  const differences = wanted.map((value, i) => Math.abs(value - (actual[i] ?? NaN)));
  return Math.max(0, ...differences) / Math.max(1, ...wanted.map(Math.abs));
}
