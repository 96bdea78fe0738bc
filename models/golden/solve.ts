import type { Value } from '../graph/graph';
import { div, mul, sub } from '../graph/ops/elementwise';
import { concat, slice } from '../graph/ops/shape';

/**
 * The solution [n, 1] of matrix · x = right for a symmetric, positive definite matrix [n, n]: Gauss–Jordan elimination
 * written out; such a matrix needs no exchange of rows (Golub and Van Loan, 4.2).
 */
export function solve(matrix: Value, right: Value, n: number): Value {
  let system = concat([matrix, right], 1);
  for (let k = 0; k < n; k++) {
    const pivotRow = slice(system, [0], [k], [k + 1]);
    const normal = div(pivotRow, slice(pivotRow, [1], [k], [k + 1]));
    const unit = matrix.graph.float(
      [n, 1],
      Array.from({ length: n }, (_, i) => (i === k ? 1 : 0)),
    );
    system = sub(system, mul(sub(slice(system, [1], [k], [k + 1]), unit), normal));
  }
  return slice(system, [1], [n], [n + 1]);
}
