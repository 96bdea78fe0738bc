import { describe, expect, test } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { ModelManifest } from '#shared/domain/model';
import { detect } from '#models/detect/detect';
import { suppress } from '#models/detect/suppress';
import type { Tensors } from '#models/runtime';
import { manifestFor } from './manifest-for';

const image: PixelImage = { widthPx: 100, heightPx: 60, channels: 1, data: new Uint8Array(6000) };
const manifest = manifestFor(['hole', 'spur']);

/** Scores a label and boxes (left, top, right, bottom) a cell. */
function outputsOf(cells: readonly { scores: readonly number[]; box: readonly number[] }[]): Tensors {
  const scores = manifest.labels.flatMap((_, label) => cells.map((cell) => cell.scores[label] ?? 0));
  const boxes = [0, 1, 2, 3].flatMap((side) => cells.map((cell) => cell.box[side] ?? 0));
  return {
    scores: { type: 'float32', dims: [1, 2, cells.length], data: Float32Array.from(scores) },
    boxes: { type: 'float32', dims: [1, 4, cells.length], data: Float32Array.from(boxes) },
  };
}

const post = (cells: Parameters<typeof outputsOf>[0], by: ModelManifest = manifest) =>
  detect.postprocess(outputsOf(cells), { image, golden: null }, by);

describe('predictions', () => {
  test('are told best first, in pixels of the image and within it', () => {
    const found = post([
      { scores: [0.5, 0.01], box: [-4, 10, 20, 30] },
      { scores: [0.02, 0.75], box: [90, 50, 130, 70] },
      { scores: [0.04, 0.04], box: [0, 0, 50, 50] },
    ]);
    expect(found).toEqual([
      { label: 'spur', score: 0.75, box: [90, 50, 10, 10], areaPx: 100 },
      { label: 'hole', score: 0.5, box: [0, 10, 20, 20], areaPx: 400 },
    ]);
  });

  test('come back from the scale of the network', () => {
    const [found] = post(
      [{ scores: [1], box: [10, 5, 20, 15] }],
      manifestFor(['hole', 'spur'], { scale: 0.5 }),
    );
    expect(found?.box).toEqual([20, 10, 20, 20]);
  });

  test('of one label do not overlap by more than the option says; labels do not disturb each other', () => {
    const cells = [
      { scores: [0.9, 0], box: [0, 0, 20, 20] },
      { scores: [0.8, 0.7], box: [4, 0, 24, 20] }, // 16 / 24 of the first
      { scores: [0.6, 0], box: [10, 0, 30, 20] }, // 1 / 3
    ];
    expect(post(cells).map(({ label, score }) => [label, Math.round(score * 10)])).toEqual([
      ['hole', 9],
      ['spur', 7],
      ['hole', 6],
    ]);
    const wider = manifestFor(['hole', 'spur'], { overlap: 0.7, mostBoxes: 2 });
    expect(post(cells, wider).map(({ score }) => Math.round(score * 10))).toEqual([9, 8]);
  });

  test('a box outside the image or without area is none; a number that is none is told', () => {
    expect(post([{ scores: [0.9], box: [120, 10, 150, 20] }])).toEqual([]);
    expect(post([{ scores: [NaN], box: [10, 10, 20, 20] }])).toEqual([
      { label: 'hole', score: NaN, box: [10, 10, 10, 10], areaPx: 100 },
    ]);
  });

  test('a network that sees defects everywhere tells the best ones', () => {
    const cells = Array.from({ length: 10_000 }, (_, i) => {
      const [x, y] = [(i % 100) * 0.9, Math.floor(i / 100) * 0.5];
      return { scores: [0.2, i === 9_999 ? 0.9 : 0.1], box: [x, y, x + 3, y + 3] };
    });
    const found = post(cells);
    expect(found.length).toBe(300);
    expect(found[0]?.score).toBeCloseTo(0.9, 6);
  });

  test('outputs of other shapes are refused in one sentence', () => {
    const { scores } = outputsOf([{ scores: [1], box: [0, 0, 1, 1] }]);
    const sample = { image, golden: null };
    expect(() => detect.postprocess({ scores: scores! }, sample, manifest)).toThrow(
      new AppFailure(
        'model.malformed',
        'Model detector does not give a score for each of its labels and a box at each place.',
        { name: 'detector' },
      ),
    );
    expect(() => detect.postprocess({}, sample, manifest)).toThrow(AppFailure);
  });
});

describe('preprocessing', () => {
  test('pads to the stride by repeating the edges, at the size that the scale asks for', () => {
    const data = Uint8Array.from({ length: 6 }, (_, i) => i);
    const small: PixelImage = { widthPx: 3, heightPx: 2, channels: 1, data };
    const { image: seen } = detect.preprocess(
      { image: small, golden: null },
      manifestFor(['a'], { stride: 4 }),
    );
    expect(seen).toEqual({
      type: 'uint8',
      dims: [1, 1, 4, 4],
      data: Uint8Array.from([0, 1, 2, 2, 3, 4, 5, 5, 3, 4, 5, 5, 3, 4, 5, 5]),
    });
    const half = detect.preprocess({ image, golden: null }, manifestFor(['a'], { scale: 0.5, stride: 32 }));
    expect(half['image']?.dims).toEqual([1, 1, 32, 64]);
  });

  test('asks for a golden picture of the same size where the model compares', () => {
    const comparing = { ...manifest, golden: true };
    const large = { ...image, widthPx: 200, heightPx: 200, data: new Uint8Array(40_000) };
    const codeOf = (golden: PixelImage | null, by = comparing) => {
      try {
        detect.preprocess({ image: large, golden }, by);
        return null;
      } catch (thrown) {
        return thrown instanceof AppFailure ? thrown.error.code : thrown;
      }
    };
    expect(codeOf(null)).toBe('golden.missing');
    expect(codeOf(image)).toBe('golden.mismatch');
    expect(codeOf(large)).toBe(null);
    expect(codeOf(large, { ...comparing, options: { scale: 0.5 } })).toBe('model.incompatible');
    expect(codeOf(large, { ...comparing, options: { scale: 128 / 200 } })).toBe(null);
  });
});

test('suppression keeps what is best, also of equal boxes', () => {
  const box = [0, 0, 10, 10] as const;
  const kept = suppress(
    [
      { label: 0, score: 0.2, box },
      { label: 0, score: 0.6, box },
      { label: 1, score: 0.4, box },
    ],
    0.5,
    10,
  );
  expect(kept.map(({ score }) => score)).toEqual([0.6, 0.4]);
});
