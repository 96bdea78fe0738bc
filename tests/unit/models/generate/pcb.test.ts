import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPcbLine, pcbLabels, type PcbLabel } from '#models/generate/pcb';
import type { PixelImage } from '#shared/domain/frame';
import { boxIou, type Box } from '#shared/numeric/geometry';

const hash = ({ data }: PixelImage): string => createHash('sha256').update(data).digest('hex');

const shareOf = ({ data }: PixelImage, counts: (value: number) => boolean): number => {
  let count = 0;
  for (const value of data) if (counts(value)) count++;
  return count / data.length;
};

const isCopper = ({ data, widthPx }: PixelImage, x: number, y: number): boolean =>
  data[y * widthPx + x]! < 128;

/** Share of pixels on the other side of the threshold, where the second picture lies shifted by (dx, dy). */
function differing(
  a: PixelImage,
  b: PixelImage,
  [left, top, width, height]: Box,
  dx: number,
  dy: number,
): number {
  let count = 0;
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) if (isCopper(a, x, y) !== isCopper(b, x + dx, y + dy)) count++;
  }
  return count / (width * height);
}

/**
 * Pieces of copper or ground that reach into a box, as far as they hang together in its surroundings: by a flood fill
 * of its own. Specks of fewer than 5 pixels do not count.
 */
function pieces(image: PixelImage, box: Box, [left, top, width, height]: Box, copper: boolean): number {
  const inBox = (x: number, y: number) =>
    x >= box[0] && y >= box[1] && x < box[0] + box[2] && y < box[1] + box[3];
  const seen = new Set<number>();
  let count = 0;
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) {
      if (isCopper(image, x, y) !== copper || seen.has(y * image.widthPx + x)) continue;
      const stack = [[x, y] as const];
      seen.add(y * image.widthPx + x);
      let area = 0;
      let reaches = false;
      for (let at = stack.pop(); at; at = stack.pop()) {
        area++;
        reaches ||= inBox(at[0], at[1]);
        for (const [nx, ny] of [
          [at[0] + 1, at[1]],
          [at[0] - 1, at[1]],
          [at[0], at[1] + 1],
          [at[0], at[1] - 1],
        ] as const) {
          if (nx < left || ny < top || nx >= left + width || ny >= top + height) continue;
          const i = ny * image.widthPx + nx;
          if (seen.has(i) || isCopper(image, nx, ny) !== copper) continue;
          seen.add(i);
          stack.push([nx, ny]);
        }
      }
      if (area >= 5 && reaches) count++;
    }
  }
  return count;
}

describe('pcb line', () => {
  it('depends on the seed and the index alone, in whatever order parts are made', () => {
    const a = createPcbLine({ seed: 11, defectShare: 0.5 });
    const b = createPcbLine({ seed: 11, defectShare: 0.5 });
    const forward = [0, 1, 2, 3].map((i) => a.part(i));
    const backward = [3, 2, 1, 0].map((i) => b.part(i)).reverse();
    expect(backward.map((part) => hash(part.image))).toEqual(forward.map((part) => hash(part.image)));
    expect(backward.map((part) => part.defects)).toEqual(forward.map((part) => part.defects));
    expect(new Set(forward.map((part) => hash(part.image))).size).toBe(4);
    expect(hash(createPcbLine({ seed: 12, defectShare: 0.5 }).golden)).not.toBe(hash(a.golden));
  });

  it('makes boards that differ, each with a plausible share of copper', () => {
    for (let seed = 0; seed < 8; seed++) {
      const { golden } = createPcbLine({ seed, defectShare: 0 });
      expect([golden.widthPx, golden.heightPx, golden.channels]).toEqual([640, 640, 1]);
      const copper = shareOf(golden, (value) => value < 128);
      expect(copper, `seed ${seed}`).toBeGreaterThan(0.08);
      expect(copper, `seed ${seed}`).toBeLessThan(0.8);
      const gray = shareOf(golden, (value) => value > 40 && value < 215);
      expect(gray, `seed ${seed}: edges only`).toBeLessThan(0.12);
    }
  });

  it('keeps to the defect share, and to the share of a single part', () => {
    const line = createPcbLine({ seed: 3, defectShare: 0.3 });
    let defective = 0;
    for (let i = 0; i < 150; i++) if (line.part(i).defects.length > 0) defective++;
    expect(defective / 150).toBeGreaterThan(0.18);
    expect(defective / 150).toBeLessThan(0.42);
    for (let i = 0; i < 20; i++) {
      expect(line.part(i, 0).defects).toEqual([]);
      expect(line.part(i, 1).defects.length).toBeGreaterThan(0);
    }
  });

  it('leaves good parts like the golden one, up to their pose', () => {
    const line = createPcbLine({ seed: 4, defectShare: 0 });
    for (let i = 0; i < 3; i++) {
      const { image } = line.part(i);
      const centre: Box = [280, 280, 80, 80];
      let best = 1;
      for (let dy = -4; dy <= 4; dy++) {
        for (let dx = -4; dx <= 4; dx++) best = Math.min(best, differing(line.golden, image, centre, dx, dy));
      }
      expect(best).toBeLessThan(0.06);
    }
  });

  it('makes every kind of defect what its name says, inside its box', () => {
    /** What a defect does to the pieces of copper and of ground in and around its box. */
    const effects: Record<PcbLabel, (copper: number, ground: number) => boolean> = {
      open: (copper) => copper === 1,
      short: (copper) => copper === -1,
      mousebite: (copper, ground) => copper === 0 && ground === 0,
      spur: (copper, ground) => copper === 0 && ground === 0,
      'spurious-copper': (copper, ground) => copper === 1 && ground === 0,
      'pin-hole': (copper, ground) => copper === 0 && ground === 1,
    };
    const made: Record<string, { seen: number; right: number }> = {};
    for (let seed = 20; seed < 26; seed++) {
      const line = createPcbLine({ seed, defectShare: 1 });
      for (let index = 0; index < 25; index++) {
        const bad = line.part(index, 1);
        // The same part without its defects: same random numbers for its pose, another start of the roughness.
        const good = line.part(index, 0);
        for (const { label, box } of bad.defects) {
          const [x, y, width, height] = box;
          expect(x >= 0 && y >= 0 && x + width <= 640 && y + height <= 640).toBe(true);
          expect(Math.min(width, height)).toBeGreaterThanOrEqual(20);
          const left = Math.max(0, x - 14);
          const top = Math.max(0, y - 14);
          const around: Box = [left, top, Math.min(640 - left, width + 28), Math.min(640 - top, height + 28)];
          const change = (copper: boolean) =>
            pieces(bad.image, box, around, copper) - pieces(good.image, box, around, copper);
          const count = (made[label] ??= { seen: 0, right: 0 });
          count.seen++;
          if (effects[label](change(true), change(false))) count.right++;
        }
        bad.defects.forEach((a, i) => {
          for (const b of bad.defects.slice(i + 1)) expect(boxIou(a.box, b.box)).toBeLessThan(0.05);
        });
      }
    }
    // The box sees less than the generator did, and edges are rough: a few may look otherwise from here.
    for (const label of pcbLabels) {
      expect(made[label]?.seen, label).toBeGreaterThan(20);
      expect(made[label]!.right / made[label]!.seen, label).toBeGreaterThan(0.9);
    }
  });

  it('keeps the defects of a part to one kind where that is asked, and has no masks', () => {
    const kindsOf = (oneKind: boolean) => {
      const line = createPcbLine({ seed: 5, defectShare: 1, oneKind });
      const parts = Array.from({ length: 30 }, (_, i) => line.part(i));
      expect(parts.every(({ mask }) => mask === null)).toBe(true);
      return parts
        .filter(({ defects }) => defects.length > 1)
        .map(({ defects }) => new Set(defects.map(({ label }) => label)).size);
    };
    expect(Math.max(...kindsOf(true))).toBe(1);
    expect(Math.max(...kindsOf(false))).toBeGreaterThan(1);
  });

  it('gives each part memory of its own', () => {
    const line = createPcbLine({ seed: 1, defectShare: 1 });
    const { image } = line.part(0);
    const before = hash(image);
    structuredClone(image.data, { transfer: [image.data.buffer as ArrayBuffer] });
    expect(hash(line.part(0).image)).toBe(before);
  });

  it('makes other sizes', () => {
    for (const [widthPx, heightPx] of [
      [64, 64],
      [320, 200],
      [1000, 300],
    ] as const) {
      const line = createPcbLine({ seed: 0, defectShare: 1, widthPx, heightPx });
      expect(line.part(0).image).toMatchObject({ widthPx, heightPx });
      expect(line.golden.data.length).toBe(widthPx * heightPx);
    }
  });
});
