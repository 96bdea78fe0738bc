/** So many deviations above the mean of good pictures … */
const deviations = 3;
/** … and above all of those that were looked at, with a margin. */
const margin = 1.02;

/**
 * The distance from which on a picture is not good any more.
 * @param distances of good pictures to what is known of others, in whatever unit; one at least is finite
 */
export function thresholdOf(distances: readonly number[]): number {
  const finite = distances.filter(Number.isFinite);
  if (finite.length === 0) throw new Error('a threshold needs a distance of a good picture');
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const variance =
    finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, finite.length - 1);
  return Math.max(mean + deviations * Math.sqrt(variance), margin * Math.max(...finite));
}
