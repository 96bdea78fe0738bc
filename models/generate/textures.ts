import type { PixelImage } from '#shared/domain/frame';
import { createRandom } from '#shared/numeric/random';
import { emptyCanvas } from './canvas';
import { noiseTable } from './noise';
import { facets, nets, pebbles } from './textures/cells';
import { expose } from './textures/exposure';
import { brushes, bumps, clouds, gradients, grains, marbles, mottles, woods } from './textures/fields';
import { bricks, checkers, dots, grids, honeycombs, stripes, weaves, zigzags } from './textures/periodic';
import { rays, rings } from './textures/radial';
import { blobs, craters, ellipses, polygons, solderBalls, specks } from './textures/scatter';
import { cracks, fibres, scratches, traces, writing } from './textures/strokes';
import type { Draw } from './textures/view';

/** The classes, each a family of textures or shapes. Adding one: a Draw in textures/, its name here. */
const classes = {
  stripes,
  zigzags,
  grids,
  checkers,
  dots,
  bricks,
  weaves,
  honeycombs,
  rings,
  rays,
  gradients,
  grains,
  clouds,
  mottles,
  marbles,
  woods,
  brushes,
  bumps,
  nets,
  facets,
  pebbles,
  specks,
  ellipses,
  polygons,
  blobs,
  craters,
  'solder-balls': solderBalls,
  scratches,
  fibres,
  cracks,
  writing,
  traces,
} satisfies Record<string, Draw>;

export type TextureLabel = keyof typeof classes;
export const textureLabels = Object.keys(classes) as readonly TextureLabel[];

export interface TextureOptions {
  /** Any integer; only its low 32 bits count. */
  readonly seed: number;
  readonly widthPx?: number;
  readonly heightPx?: number;
}

/** An endless stream of labelled gray pictures, to train a backbone with before there are pictures of a product. */
export interface Textures {
  readonly labels: readonly TextureLabel[];
  /**
   * Picture `index`, from 0; always the same for the same options. Each run of as many pictures as there are labels,
   * counted from 0, holds every label once, in an order of its own.
   */
  texture(index: number): { readonly image: PixelImage; readonly label: TextureLabel };
}

/** Textures and shapes drawn from scratch: sizes of features in px are the same for each size of the picture. */
export function createTextures({ seed, widthPx = 96, heightPx = 96 }: TextureOptions): Textures {
  const noise = noiseTable(createRandom(seed, 0x7e87));
  const drawing = emptyCanvas(widthPx, heightPx);
  return {
    labels: textureLabels,
    texture(index) {
      const label = labelAt(seed, index);
      const random = createRandom(seed ^ 0x7e87, index);
      drawing.data.fill(0);
      classes[label](drawing, random);
      return { image: expose(drawing, noise, random), label };
    },
  };
}

function labelAt(seed: number, index: number): TextureLabel {
  const count = textureLabels.length;
  const random = createRandom(seed ^ 0x0de7, Math.floor(index / count));
  const order = textureLabels.slice();
  // Fisher and Yates 1938, as far as it is needed.
  for (let i = 0; i <= index % count; i++) {
    const other = random.integer(i, count - 1);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order[index % count]!;
}
