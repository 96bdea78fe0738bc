import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { GeneratedPart } from '#models/generate/product';
import { createSurfaceLine, surfaceLabels, type SurfaceLabel } from '#models/generate/surface';
import { drawDrift } from '#models/generate/surface/scene';
import type { Box } from '#shared/numeric/geometry';
import { createRandom } from '#shared/numeric/random';

type Part = GeneratedPart<SurfaceLabel>;

const hash = ({ data }: { data: Uint8Array | Uint16Array }): string =>
  createHash('sha256').update(data).digest('hex');

const holds = ([left, top, width, height]: Box, x: number, y: number): boolean =>
  x >= left && y >= top && x < left + width && y < top + height;

/** The pixels of the mask as x, y, label. */
function marked({ mask }: Part): [x: number, y: number, label: SurfaceLabel][] {
  const { widthPx, data } = mask!;
  return [...data.entries()]
    .filter(([, value]) => value > 0)
    .map(([i, value]) => [i % widthPx, Math.floor(i / widthPx), surfaceLabels[value - 1]!]);
}

/** Mean change of the gray levels under a defect, in deviations of the levels around it. */
function contrastToTexture(bad: Part, good: Part, box: Box): number {
  const { widthPx } = bad.image;
  const [left, top, width, height] = box;
  let [change, count, sum, squares] = [0, 0, 0, 0];
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) {
      const i = y * widthPx + x;
      const level = good.image.data[i]!;
      sum += level;
      squares += level * level;
      if (bad.mask!.data[i] === 0) continue;
      change += Math.abs(bad.image.data[i]! - level);
      count++;
    }
  }
  const pixels = width * height;
  return change / count / Math.sqrt(squares / pixels - (sum / pixels) ** 2);
}

describe('surface line', () => {
  it('depends on the options and the index alone, in whatever order parts are made', () => {
    const a = createSurfaceLine({ seed: 11, defectShare: 0.5 });
    const b = createSurfaceLine({ seed: 11, defectShare: 0.5 });
    const forward = [0, 1, 2, 3].map((i) => a.part(i));
    const backward = [3, 2, 1, 0].map((i) => b.part(i)).reverse();
    expect(backward.map(({ image }) => hash(image))).toEqual(forward.map(({ image }) => hash(image)));
    expect(backward.map(({ mask }) => hash(mask!))).toEqual(forward.map(({ mask }) => hash(mask!)));
    expect(backward.map(({ defects }) => defects)).toEqual(forward.map(({ defects }) => defects));
    expect(new Set(forward.map(({ image }) => hash(image))).size).toBe(4);
    const other = createSurfaceLine({ seed: 12, defectShare: 0.5 }).part(0);
    expect(hash(other.image)).not.toBe(hash(forward[0]!.image));
  });

  it('is the same with and without its defects outside of their mask, and another one inside', () => {
    for (let seed = 0; seed < 12; seed++) {
      const line = createSurfaceLine({ seed, defectShare: 1 });
      let [inside, changed, outside] = [0, 0, 0];
      for (let index = 0; index < 8; index++) {
        const bad = line.part(index, 1);
        const good = line.part(index, 0);
        expect(good.mask!.data.every((value) => value === 0)).toBe(true);
        bad.image.data.forEach((level, i) => {
          const differs = level !== good.image.data[i];
          if (bad.mask!.data[i]! > 0) {
            inside++;
            if (differs) changed++;
          } else if (differs) outside++;
        });
      }
      expect(outside, `seed ${seed}`).toBe(0);
      expect(changed / inside, `seed ${seed}`).toBeGreaterThan(0.75);
    }
  });

  it('draws each box tightly around the mask of its label', () => {
    const seen = new Set<SurfaceLabel>();
    for (let seed = 0; seed < 8; seed++) {
      const line = createSurfaceLine({ seed, defectShare: 1 });
      for (let index = 0; index < 8; index++) {
        const part = line.part(index);
        const pixels = marked(part);
        const stray = pixels.filter(
          ([x, y, label]) =>
            !part.defects.some((defect) => defect.label === label && holds(defect.box, x, y)),
        );
        expect(stray).toEqual([]);
        for (const { label, box } of part.defects) {
          seen.add(label);
          const own = pixels.filter(([x, y, of]) => of === label && holds(box, x, y));
          const [xs, ys] = [own.map(([x]) => x), own.map(([, y]) => y)];
          const [left, top] = [Math.min(...xs), Math.min(...ys)];
          expect(box).toEqual([left, top, Math.max(...xs) + 1 - left, Math.max(...ys) + 1 - top]);
          expect(own.length).toBeGreaterThanOrEqual(12);
        }
      }
    }
    expect(seen).toEqual(new Set(surfaceLabels));
  });

  it('keeps to the defect share, and to the share of a single part', () => {
    const line = createSurfaceLine({ seed: 3, defectShare: 0.3, widthPx: 64, heightPx: 64 });
    let defective = 0;
    for (let i = 0; i < 400; i++) if (line.part(i).defects.length > 0) defective++;
    // Four deviations of a binomial of 400 and 0.3.
    expect(Math.abs(defective / 400 - 0.3)).toBeLessThan(0.092);
    for (let i = 0; i < 40; i++) {
      expect(line.part(i, 0).defects).toEqual([]);
      expect(line.part(i, 1).defects.length).toBeGreaterThan(0);
    }
  });

  it('makes all kinds equally often, of one kind a part where that is asked', () => {
    const counts = new Map<SurfaceLabel, number>();
    const line = createSurfaceLine({ seed: 6, defectShare: 1, widthPx: 96, heightPx: 96, oneKind: true });
    for (let i = 0; i < 400; i++) {
      const kinds = new Set(line.part(i).defects.map(({ label }) => label));
      expect(kinds.size).toBe(1);
      for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    // Four deviations of a binomial of 400 and 0.25.
    for (const label of surfaceLabels)
      expect(Math.abs((counts.get(label) ?? 0) - 100), label).toBeLessThan(35);
    const mixed = createSurfaceLine({ seed: 6, defectShare: 1 });
    const kinds = Array.from({ length: 20 }, (_, i) => new Set(mixed.part(i).defects.map((d) => d.label)));
    expect(Math.max(...kinds.map((some) => some.size))).toBeGreaterThan(1);
  });

  it('makes defects of each kind from hard to see to plain', () => {
    const strengths = new Map<SurfaceLabel, number[]>(surfaceLabels.map((label) => [label, []]));
    for (let seed = 0; seed < 10; seed++) {
      const line = createSurfaceLine({ seed, defectShare: 1 });
      for (let index = 0; index < 12; index++) {
        const bad = line.part(index, 1);
        const good = line.part(index, 0);
        for (const { label, box } of bad.defects)
          strengths.get(label)!.push(contrastToTexture(bad, good, box));
      }
    }
    for (const [label, values] of strengths) {
      const sorted = values.toSorted((a, b) => a - b);
      expect(sorted.length, label).toBeGreaterThan(30);
      expect(sorted[Math.floor(sorted.length * 0.1)], label).toBeLessThan(1.2);
      expect(sorted[Math.floor(sorted.length * 0.9)], label).toBeGreaterThan(1.7);
      expect(sorted[0], label).toBeGreaterThan(0.2);
    }
  });

  it('is neither too dark nor too bright, has texture, and differs from seed to seed', () => {
    const means = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      const { data } = createSurfaceLine({ seed, defectShare: 0 }).part(0).image;
      const levels = [...data];
      const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
      const variance = levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / levels.length;
      const clipped = levels.filter((level) => level === 0 || level === 255).length / levels.length;
      expect(mean, `seed ${seed}`).toBeGreaterThan(40);
      expect(mean, `seed ${seed}`).toBeLessThan(215);
      expect(Math.sqrt(variance), `seed ${seed}`).toBeGreaterThan(3);
      expect(clipped, `seed ${seed}`).toBeLessThan(0.03);
      means.add(Math.round(mean));
    }
    expect(means.size).toBeGreaterThan(10);
  });

  it('drifts slowly: far over hundreds of parts, hardly from one to the next', () => {
    for (let seed = 0; seed < 5; seed++) {
      const drift = drawDrift(createRandom(seed));
      const brightness = Array.from({ length: 901 }, (_, i) => drift(i).brightness);
      const steps = brightness.slice(1).map((value, i) => Math.abs(value - brightness[i]!));
      expect(Math.max(...steps)).toBeLessThan(0.0051); // 2π · 0.12 / 150
      expect(Math.max(...brightness) - Math.min(...brightness)).toBeGreaterThan(0.2);
    }
  });

  it('gives each part memory of its own', () => {
    const line = createSurfaceLine({ seed: 1, defectShare: 1 });
    const { image, mask } = line.part(0);
    const before = [hash(image), hash(mask!)];
    structuredClone(image.data, { transfer: [image.data.buffer as ArrayBuffer] });
    mask!.data.fill(9);
    const again = line.part(0);
    expect([hash(again.image), hash(again.mask!)]).toEqual(before);
  });

  it('makes other sizes', () => {
    for (const [widthPx, heightPx] of [
      [64, 64],
      [320, 200],
      [1000, 300],
    ] as const) {
      const line = createSurfaceLine({ seed: 2, defectShare: 1, widthPx, heightPx });
      const { image, mask, defects } = line.part(0);
      expect(image).toMatchObject({ widthPx, heightPx, channels: 1 });
      expect(mask).toMatchObject({ widthPx, heightPx });
      expect([image.data.length, mask!.data.length]).toEqual([widthPx * heightPx, widthPx * heightPx]);
      expect(defects.length).toBeGreaterThan(0);
    }
  });
});
