import type { Random } from '#shared/numeric/random';
import { lit, noiseTile, peaks, type Tile } from './tile';

/** One of the textures that a finish is made of, each of one size and direction. */
export interface Layer {
  readonly tile: Tile;
  readonly angleRad: number;
  /** Standard deviation, as a change of the logarithm of the brightness; negative: dark where the tile is high. */
  readonly amplitude: number;
}

/** What a kind of finish says of itself; angles of its layers are relative to the grain. */
export interface Design {
  readonly brightness: number;
  readonly metal: boolean;
  readonly directed: boolean;
  readonly layers: readonly Layer[];
}

/** The kinds of finish. */
export const designs: readonly ((random: Random, lightRad: number) => Design)[] = [
  brushed,
  rolled,
  ground,
  cast,
  blasted,
  ceramic,
];

function streaks(random: Random, alongPx: number, acrossPx: number, amplitude: number, angleRad = 0): Layer {
  return { tile: noiseTile(random, alongPx, acrossPx), angleRad, amplitude };
}

function grain(random: Random, sizePx: number, amplitude: number): Layer {
  return streaks(random, sizePx, sizePx, amplitude);
}

/** Fine hairlines in one direction, on broad bands. */
function brushed(random: Random): Design {
  const strength = random.uniform(0.6, 1.3);
  return {
    brightness: random.uniform(0.35, 0.6),
    metal: true,
    directed: true,
    layers: [
      streaks(random, random.uniform(25, 70), 0.3, 0.11 * strength),
      streaks(random, random.uniform(15, 40), 1.2, 0.06 * strength),
      streaks(random, 150, random.uniform(5, 14), 0.04),
      grain(random, 0.4, 0.03),
    ],
  };
}

/** Soft long streaks, faint marks of the rolls across, and specks of scale. */
function rolled(random: Random): Design {
  return {
    brightness: random.uniform(0.3, 0.55),
    metal: true,
    directed: true,
    layers: [
      grain(random, random.uniform(0.5, 0.9), random.uniform(0.05, 0.1)),
      streaks(random, random.uniform(10, 25), 1.5, random.uniform(0.03, 0.06)),
      streaks(random, 150, random.uniform(8, 20), 0.05),
      streaks(random, 3, 60, 0.015),
      { tile: peaks(noiseTile(random, 5, 1.5), 1.6), angleRad: 0, amplitude: -random.uniform(0.01, 0.035) },
    ],
  };
}

/** Straight scores of a grinding wheel in two directions that nearly agree. */
function ground(random: Random): Design {
  const spreadRad = random.uniform(0.06, 0.22);
  const strength = random.uniform(0.7, 1.3);
  return {
    brightness: random.uniform(0.4, 0.65),
    metal: true,
    directed: true,
    layers: [
      streaks(random, random.uniform(20, 40), 0.35, 0.09 * strength, -spreadRad),
      streaks(random, random.uniform(20, 40), 0.5, 0.08 * strength, spreadRad),
      grain(random, random.uniform(8, 16), 0.03),
      grain(random, 0.4, 0.03),
    ],
  };
}

/** The skin of a casting: bumps of two sizes in slanting light. */
function cast(random: Random, lightRad: number): Design {
  const strength = random.uniform(0.7, 1.2);
  const bumps = (sizePx: number, amplitude: number): Layer => ({
    tile: lit(noiseTile(random, sizePx, sizePx), lightRad),
    angleRad: 0,
    amplitude,
  });
  return {
    brightness: random.uniform(0.3, 0.5),
    metal: true,
    directed: false,
    layers: [
      bumps(random.uniform(0.9, 1.5), 0.12 * strength),
      bumps(random.uniform(2.2, 4), 0.07 * strength),
      grain(random, random.uniform(10, 25), 0.05),
      grain(random, 0.4, 0.04),
    ],
  };
}

/** Sand-blasted metal: fine sparkling grain. */
function blasted(random: Random, lightRad: number): Design {
  return {
    brightness: random.uniform(0.4, 0.6),
    metal: true,
    directed: false,
    layers: [
      {
        tile: lit(noiseTile(random, 0.6, 0.6), lightRad),
        angleRad: 0,
        amplitude: random.uniform(0.1, 0.18),
      },
      { tile: peaks(noiseTile(random, 0.5, 0.5), 1.8), angleRad: 0, amplitude: random.uniform(0.03, 0.06) },
      grain(random, random.uniform(6, 15), 0.03),
    ],
  };
}

/** Fired ceramic: bright, fine and even, with a few dark specks. */
function ceramic(random: Random): Design {
  return {
    brightness: random.uniform(0.6, 0.8),
    metal: false,
    directed: false,
    layers: [
      grain(random, random.uniform(0.5, 1), random.uniform(0.02, 0.04)),
      grain(random, random.uniform(3, 6), random.uniform(0.01, 0.025)),
      grain(random, random.uniform(15, 30), 0.025),
      { tile: peaks(noiseTile(random, 0.7, 0.7), 3.1), angleRad: 0, amplitude: -random.uniform(0.01, 0.03) },
    ],
  };
}
