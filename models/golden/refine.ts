import type { Value } from '../graph/graph';
import { add, mul, sub } from '../graph/ops/elementwise';
import { matMul, transpose } from '../graph/ops/matrix';
import { gridSample } from '../graph/ops/sample';
import { concat, reshape, slice } from '../graph/ops/shape';
import type { Level } from './level';
import { fitLight, type Light } from './light';
import { gridOf, type Pose } from './pose';
import { gradientOf, overlap, residualOf, trust } from './residual';
import { solve } from './solve';

export interface Fit {
  readonly pose: Pose;
  readonly light: Light;
}

/** Turns and stretches are solved for as the motion, in pixels, that they cause so far from the centre. */
const leverPx = 256;
/**
 * What the solver believes before it looks, in square levels: that it moves little in a step, and that a board turns
 * rather than stretches. A picture with edges outweighs it at once; one with little in it is not pulled out of shape.
 */
const prior = { motion: 100, stretch: 10_000 };

/**
 * Gauss–Newton steps for the pose (inverse compositional: the gradients are the test image's and stay; Baker and
 * Matthews 2004), each with the light fitted anew. What disagrees by more than the step's levels counts less (Geman and
 * McClure 1985): a defect is no landmark.
 * @param robustLevels a number a step, falling as the fit gets closer
 */
export function refine(
  start: Pose,
  lit: Light | null,
  test: Level,
  golden: Level,
  robustLevels: readonly number[],
): Fit {
  const jacobian = jacobianOf(test);
  let [pose, light] = [start, lit];
  for (const levels of robustLevels) {
    const grid = gridOf(pose, golden);
    const warped = gridSample(golden.image, grid);
    const seen = overlap(grid);
    const trusted = light ? mul(seen, trust(residualOf(warped, test, light), levels)) : seen;
    light = fitLight(test.image, warped, trusted);
    const residual = residualOf(warped, test, light);
    pose = undo(pose, stepOf(pose, jacobian, residual, mul(seen, trust(residual, levels))));
  }
  if (!light) throw new Error('a refinement needs a step at least');
  return { pose, light };
}

/** How each cell changes with each entry of a small affine motion [2, 3]: [6, cells]. */
function jacobianOf(level: Level): Value {
  const { image, x, y } = level;
  const zero = mul(image, 0);
  const along = (place: Value) => reshape(add(mul(place, 1 / leverPx), zero), [1, -1]);
  const place = concat([along(transpose(x, [1, 0])), along(y), reshape(add(zero, 1), [1, -1])], 0);
  return reshape(mul(reshape(gradientOf(level), [2, 1, -1]), place), [6, -1]);
}

/** The small affine motion [2, 3] that the weighted normal equations and the prior ask for. */
function stepOf(pose: Pose, jacobian: Value, residual: Value, weights: Value): Value {
  const { graph } = jacobian;
  const weighted = mul(jacobian, reshape(weights, [1, -1]));
  const stretch = reshape(stretchOf(pose), [6, 1]);
  const matrix = add(matMul(weighted, transpose(jacobian, [1, 0])), graph.float([6, 6], believed));
  const right = add(matMul(weighted, reshape(residual, [-1, 1])), mul(stretch, prior.stretch * leverPx));
  return mul(reshape(solve(matrix, right, 6), [2, 3]), graph.float([1, 3], [1 / leverPx, 1 / leverPx, 1]));
}

/** Entries 0, 1, 3, 4 of a motion are its matrix; its stretch is the symmetric part of that. */
const believed = [
  [prior.motion + prior.stretch, 0, 0, 0, 0, 0],
  [0, prior.motion + prior.stretch / 2, 0, prior.stretch / 2, 0, 0],
  [0, 0, prior.motion, 0, 0, 0],
  [0, prior.stretch / 2, 0, prior.motion + prior.stretch / 2, 0, 0],
  [0, 0, 0, 0, prior.motion + prior.stretch, 0],
  [0, 0, 0, 0, 0, prior.motion],
].flat();

/** Green's strain of the pose, (AᵀA − I) / 2, with a third column of zeros: what it stretches, however it turns. */
function stretchOf(pose: Pose): Value {
  const matrix = slice(pose, [1], [0], [2]);
  const strain = mul(
    sub(matMul(transpose(matrix, [1, 0]), matrix), pose.graph.float([2, 2], [1, 0, 0, 1])),
    0.5,
  );
  return concat([strain, pose.graph.float([2, 1], [0, 0])], 1);
}

/** The inverse of the small motion, then the pose; to first order, as the steps vanish. */
function undo(pose: Pose, step: Value): Pose {
  const { graph } = pose;
  const motion = concat([step, graph.float([1, 3], [0, 0, 0])], 0);
  return matMul(pose, sub(graph.float([3, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1]), motion));
}
