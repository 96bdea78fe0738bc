import { createRandom, type Random } from '#shared/numeric/random';
import { createTextures, textureLabels, type TextureLabel } from '../generate/textures';
import { paintFlaws } from '../anomaly/flaws/paint';
import { paintBorder } from './border';
import { createSurfaces } from './surfaces';

/** Families that look like flaws themselves: what is painted into one of them could not be told from the rest. */
const flawed: ReadonlySet<TextureLabel> = new Set([
  'scratches',
  'fibres',
  'cracks',
  'specks',
  'blobs',
  'craters',
  'traces',
  'writing',
]);
const chances = { surface: 0.5, border: 0.35, flaws: 0.8 } as const;

/** What a picture shows. */
export interface Shown {
  /** Number of the family of textures; null: a surface, which is of none. */
  readonly family: number | null;
  /** Is it known where something does not belong? */
  readonly marked: boolean;
}

/** Textures in all orientations and lights, and surfaces; some with a border, some with flaws. */
export interface Scenes {
  /**
   * Writes a picture, values 0..1, and its flaws, 0 and 1; both [side, side].
   * @param index of the texture; the same index and random numbers give the same picture
   */
  write(index: number, random: Random, picture: Float32Array, mask: Float32Array): Shown;
}

/** Apart from the streams of the textures. */
const surfaceStream = 0x50f;
/** Textures are made once and used several times: so many are kept. */
const mostKept = 512;

export function createScenes(seed: number, side: number): Scenes {
  const textures = createTextures({ seed, widthPx: side, heightPx: side });
  const kept = new Map<number, { data: Uint8Array; label: TextureLabel }>();
  const other = new Float32Array(side * side);
  const surface = createSurfaces(side, createRandom(seed, surfaceStream));

  function textureAt(index: number) {
    let texture = kept.get(index);
    if (!texture) {
      const { image, label } = textures.texture(index);
      texture = { data: image.data as Uint8Array, label };
      if (kept.size >= mostKept) for (const [oldest] of kept) if (kept.size >= mostKept) kept.delete(oldest);
      kept.set(index, texture);
    }
    return texture;
  }

  /** A surface, or a texture near the index. */
  function draw(index: number, random: Random, target: Float32Array): TextureLabel | null {
    if (random.next() < chances.surface) {
      surface(target, random);
      return null;
    }
    const { data, label } = textureAt(index);
    lay(data, side, random, target);
    return label;
  }

  return {
    write(index, random, picture, mask) {
      mask.fill(0);
      const label = draw(index, random, picture);
      draw(Math.max(0, index - random.integer(1, textureLabels.length)), random, other);
      if (random.next() < chances.border) paintBorder(picture, other, side, random);
      const marked = label === null || !flawed.has(label);
      if (marked && random.next() < chances.flaws) {
        const plane = (plane: Float32Array) =>
          ({ data: plane, offset: 0, channels: 1, widthPx: side, heightPx: side }) as const;
        paintFlaws(plane(picture), plane(other), mask, random);
      }
      return { family: label === null ? null : textureLabels.indexOf(label), marked };
    },
  };
}

/** In one of the eight orientations of a square, in another light. */
function lay(data: Uint8Array, side: number, random: Random, target: Float32Array): void {
  const [mirrored, upsideDown, transposed] = [random.next() < 0.5, random.next() < 0.5, random.next() < 0.5];
  const gamma = Math.exp(random.uniform(-0.4, 0.4));
  const levels = Float32Array.from({ length: 256 }, (_, level) => (level / 255) ** gamma);
  for (let y = 0, i = 0; y < side; y++) {
    const v = upsideDown ? side - 1 - y : y;
    for (let x = 0; x < side; x++, i++) {
      const u = mirrored ? side - 1 - x : x;
      target[i] = levels[data[transposed ? u * side + v : v * side + u]!]!;
    }
  }
}
