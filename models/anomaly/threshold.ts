/** Distances of good pictures are told so many of their deviations above their mean … */
const deviations = 3;
/** … and none of those that were looked at is an anomaly, with a margin. */
const margin = 1.02;

/**
 * The distance from which on a picture is not good any more.
 * @param distances of good pictures to what is known of others; one at least
 */
export function thresholdOf(distances: readonly number[]): number {
  const finite = distances.filter(Number.isFinite);
  if (finite.length === 0) throw new Error('a threshold needs a distance of a good picture');
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const variance =
    finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, finite.length - 1);
  return Math.max(mean + deviations * Math.sqrt(variance), margin * Math.max(...finite));
}
