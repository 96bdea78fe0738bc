import type { Value } from '../graph/graph';
import { add, clip, exp, mul } from '../graph/ops/elementwise';
import { concat, reshape } from '../graph/ops/shape';
import { conv, convNorm } from '../network/conv';
import type { Layers } from '../network/layers';

/** What a level says about each of its cells. */
export interface LevelAnswers {
  /** Before the sigmoid, [N, labels, h, w]. */
  readonly logits: Value;
  /** From the cell's centre to the left, top, right and bottom of the box, px, [N, 4, h, w]. */
  readonly distances: Value;
}

/** Almost all cells show nothing: at first they say so with a score of about 0.01, or just below (Lin et al. 2017, focal loss). */
const firstLogit = -4.6;
/** The distances begin at about two cells, e to this power, and are at most e to the power of 5 cells. */
const [firstExponent, mostExponent] = [0.7, 5];

/** The first answers depend on the picture but little: a fresh network must not see defects everywhere. */
const firstWeights = { kind: 'uniform', bound: 0.02 } as const;

/** Looks at one level: one branch for what there is, one for where it ends. */
export function head(
  layers: Layers,
  name: string,
  level: Value,
  classes: number,
  stride: number,
): LevelAnswers {
  const channels = Number(level.dims[1]);
  const what = convNorm(layers, `${name}.what`, level, { channels });
  const where = convNorm(layers, `${name}.where`, level, { channels });
  const answer = { kernel: 1, init: firstWeights };
  const logits = conv(layers, `${name}.logits`, what, { channels: classes, ...answer });
  const exponents = add(conv(layers, `${name}.sides`, where, { channels: 4, ...answer }), firstExponent);
  return {
    logits: add(logits, firstLogit),
    distances: mul(exp(clip(exponents, -mostExponent, mostExponent)), stride),
  };
}

/** [N, C, h, w] of each level as one [N, C, cells]. */
export function joinLevels(levels: readonly Value[]): Value {
  const flat = levels.map((level) => reshape(level, [0, 0, -1]));
  return flat.length === 1 && flat[0] ? flat[0] : concat(flat, 2);
}
