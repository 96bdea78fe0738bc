import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTextures, textureLabels } from '#models/generate/textures';
import type { PixelImage } from '#shared/domain/frame';

const hash = ({ data }: PixelImage): string => createHash('sha256').update(data).digest('hex');

interface Plane {
  readonly size: number;
  readonly data: Float64Array;
}

/** The picture halved in size by averaging. */
function halved({ size, data }: Plane): Plane {
  const half = size / 2;
  const at = (x: number, y: number) => data[y * size + x]!;
  return {
    size: half,
    data: Float64Array.from({ length: half * half }, (_, i) => {
      const [x, y] = [2 * (i % half), 2 * Math.floor(i / half)];
      return (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4;
    }),
  };
}

/** Strength of the slopes, how much they agree in direction, and how rare the steep ones are: the same if turned. */
function slopes({ size, data }: Plane): number[] {
  let [xx, yy, xy, fourth] = [0, 0, 0, 0];
  for (let y = 1; y < size - 1; y++) {
    for (let x = 1; x < size - 1; x++) {
      const i = y * size + x;
      const [dx, dy] = [data[i + 1]! - data[i - 1]!, data[i + size]! - data[i - size]!];
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
      fourth += (dx * dx + dy * dy) ** 2;
    }
  }
  const count = (size - 2) ** 2;
  const energy = (xx + yy) / count || 1e-9;
  return [
    Math.log(energy),
    Math.hypot(xx - yy, 2 * xy) / (xx + yy || 1),
    Math.log(fourth / count / energy ** 2 + 1e-9),
  ];
}

/** Numbers that tell textures apart however bright, turned or inverted they are. */
function featuresOf({ widthPx, data: bytes }: PixelImage): number[] {
  const data = Float64Array.from(bytes);
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const deviation = Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length);
  const levels = data.map((value) => (value - mean) / deviation);
  const moment = (power: number) => levels.reduce((sum, value) => sum + value ** power, 0) / levels.length;
  const features = [Math.abs(moment(3)), Math.log(moment(4))];
  let plane: Plane = { size: widthPx, data: levels };
  for (let scale = 0; scale < 5; scale++) {
    features.push(...slopes(plane));
    plane = halved(plane);
  }
  return features;
}

describe('textures', () => {
  it('has 32 classes, each once in each run of 32 pictures, in an order of its own', () => {
    const { labels, texture } = createTextures({ seed: 1 });
    expect(labels).toEqual(textureLabels);
    expect(new Set(labels).size).toBe(32);
    const runs = [0, 1, 2].map((run) => labels.map((_, i) => texture(32 * run + i).label));
    for (const run of runs) expect(run.toSorted()).toEqual(labels.toSorted());
    expect(new Set(runs.map((run) => run.join())).size).toBe(3);
  });

  it('depends on the seed, the size and the index alone, in whatever order pictures are made', () => {
    const a = createTextures({ seed: 5 });
    const b = createTextures({ seed: 5 });
    const indices = Array.from({ length: 40 }, (_, i) => i);
    const forward = indices.map((i) => a.texture(i));
    const backward = indices
      .toReversed()
      .map((i) => b.texture(i))
      .reverse();
    expect(backward.map(({ image }) => hash(image))).toEqual(forward.map(({ image }) => hash(image)));
    expect(backward.map(({ label }) => label)).toEqual(forward.map(({ label }) => label));
    expect(new Set(forward.map(({ image }) => hash(image))).size).toBe(40);
    const other = createTextures({ seed: 6 });
    expect(hash(other.texture(0).image)).not.toBe(hash(forward[0]!.image));
  });

  it('makes other sizes, all with contrast and hardly clipped', () => {
    for (const [widthPx, heightPx] of [
      [96, 96],
      [32, 48],
      [160, 90],
    ] as const) {
      const { texture } = createTextures({ seed: 2, widthPx, heightPx });
      for (let index = 0; index < 32; index++) {
        const { image, label } = texture(index);
        expect(image).toMatchObject({ widthPx, heightPx, channels: 1 });
        expect(image.data.length).toBe(widthPx * heightPx);
        const levels = [...image.data];
        expect(new Set(levels).size, label).toBeGreaterThan(8);
        const clipped = levels.filter((level) => level === 0 || level === 255).length;
        expect(clipped / levels.length, label).toBeLessThan(0.35);
      }
    }
  });

  it('has classes that can be told apart by the numbers of their slopes alone', () => {
    const { texture } = createTextures({ seed: 3 });
    const samples = Array.from({ length: 32 * 40 }, (_, i) => {
      const { image, label } = texture(i);
      return { label, features: featuresOf(image) };
    });
    const known = samples.slice(0, 32 * 30);
    const scales = known[0]!.features.map((_, i) => {
      const values = known.map(({ features }) => features[i]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    });
    const distance = (a: number[], b: number[]) =>
      a.reduce((sum, value, i) => sum + ((value - b[i]!) / scales[i]!) ** 2, 0);
    const right = samples.slice(32 * 30).filter(({ label, features }) => {
      const distances = known.map((other) => distance(features, other.features));
      return known[distances.indexOf(Math.min(...distances))]!.label === label;
    });
    // By chance: 3 %.
    expect(right.length / 320).toBeGreaterThan(0.5);
  });
});
