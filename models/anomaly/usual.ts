/** How far the patches of one good picture are from those of other groups, patch by patch; pictures of one group alike. */
export interface DistanceMap {
  readonly group: string;
  /** [rows, columns], row by row. */
  readonly distances: Float32Array;
}

/** A place is expected to be as far as good pictures are on average, and so many of their deviations more. */
const deviations = 3;
/** What all places have in common counts as much as so many groups of pictures do. */
const commonGroups = 2;

/**
 * How far good pictures may be, place by place: edges of a part, labels and reflections differ more from picture to
 * picture than plain places do. Of each place and its neighbours, groups of pictures counting alike, drawn towards what
 * holds for all places.
 * @param maps of one size; at least one without infinite distances
 * @returns [rows, columns], row by row, above 0
 */
export function usualDistances(maps: readonly DistanceMap[], columns: number): Float32Array {
  const known = maps.filter(({ distances }) => distances.every(Number.isFinite));
  const [first] = known;
  if (!first) throw new Error('there is no good picture with another to compare it with');
  const size = first.distances.length;
  const pictures = new Map<string, number>();
  for (const { group } of known) pictures.set(group, (pictures.get(group) ?? 0) + 1);
  const [sum, squares] = [new Float64Array(size), new Float64Array(size)];
  for (const { group, distances } of known) {
    const weight = 1 / (pictures.get(group) ?? 1);
    distances.forEach((distance, i) => {
      sum[i]! += weight * distance;
      squares[i]! += weight * distance * distance;
    });
  }
  const groups = pictures.size;
  const common = { sum: meanOf(sum) / groups, squares: meanOf(squares) / groups };
  const [near, nearSquares] = [smoothed(sum, columns), smoothed(squares, columns)];
  return Float32Array.from(near, (value, i) => {
    const mean = (value + commonGroups * common.sum) / (groups + commonGroups);
    const square = (nearSquares[i]! + commonGroups * common.squares) / (groups + commonGroups);
    return Math.max(1e-6, mean + deviations * Math.sqrt(Math.max(0, square - mean * mean)));
  });
}

/** The largest share of what is usual at its place that any patch of a picture has. */
export function farthestOf({ distances }: DistanceMap, usual: Float32Array): number {
  return distances.reduce((most, distance, i) => Math.max(most, distance / usual[i]!), 0);
}

/** The mean over each place and its eight neighbours, as far as there are any. */
function smoothed(values: Float64Array, columns: number): Float64Array {
  const rows = values.length / columns;
  return values.map((_, i) => {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    let [sum, count] = [0, 0];
    for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u++, count++)
        sum += values[v * columns + u]!;
    }
    return sum / count;
  });
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
