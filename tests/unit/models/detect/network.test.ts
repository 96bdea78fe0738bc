import { describe, expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { createGoldenAligner } from '#models/detect/align-goldens';
import { cellGrids } from '#models/detect/cells';
import { detect } from '#models/detect/detect';
import { detectNetwork, type DetectShape } from '#models/detect/network';
import { initialSnapshot, layoutsOf } from '#models/network/layout';
import type { Tensor } from '#models/runtime';
import { checkParity, servingModel } from '#models/train/serving';
import { manifestFor } from './manifest-for';
import { drawBoard, photograph, straight } from '../golden/boards';

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });

const shape: DetectShape = {
  backbone: { channels: [4, 6, 8, 10], blocks: 1 },
  width: 8,
  strides: [8, 16],
  channels: 1,
  golden: false,
  classes: 3,
  view: { batch: 2, sidePx: 64 },
};

function noise(dims: readonly number[], seed: number): Tensor {
  const random = createRandom(seed);
  const size = dims.reduce((product, dim) => product * dim, 1);
  return { type: 'uint8', dims, data: Uint8Array.from({ length: size }, () => random.integer(0, 255)) };
}

function made(by: DetectShape) {
  const network = detectNetwork(by);
  const layouts = layoutsOf(network);
  const snapshot = initialSnapshot(layouts, createRandom(4));
  // Running values as training would leave them: not those that folding would hide behind.
  const random = createRandom(5);
  const state = snapshot.state.map((value) => value + random.uniform(0, 0.5));
  return { network, layouts, snapshot: { ...snapshot, state } };
}

describe('the graph that serves', () => {
  test.each<[string, DetectShape, readonly number[]]>([
    ['gray', shape, [1, 1, 96, 160]],
    ['colour, one level', { ...shape, channels: 3, strides: [16] }, [1, 3, 64, 64]],
    ['with a golden', { ...shape, golden: true }, [1, 1, 160, 192]],
    ['colour with a golden', { ...shape, channels: 3, golden: true }, [1, 3, 160, 160]],
  ])('answers like the one that was trained: %s', async (_name, by, dims) => {
    const { network, layouts, snapshot } = made(by);
    const sample = { image: noise(dims, 1), ...(by.golden && { golden: noise(dims, 2) }) };
    const parity = await checkParity(network, layouts, snapshot, [sample], runtime);
    expect(parity.maxDifference).toBeLessThan(1e-4);
  });

  test('takes any size that its stride divides, and has a box about each cell', async () => {
    const { network, layouts, snapshot } = made(shape);
    const session = await runtime.load(servingModel(network, layouts, snapshot));
    for (const [height, width] of [
      [64, 96],
      [112, 48],
    ] as const) {
      const { scores, boxes } = await session.run({ image: noise([1, 1, height, width], 3) });
      const grids = cellGrids(width, height, shape.strides);
      const cells = (width * height) / 64 + (width * height) / 256;
      expect(scores?.dims).toEqual([1, 3, cells]);
      expect(boxes?.dims).toEqual([1, 4, cells]);
      expect(Array.from(scores!.data, Number).every((score) => score > 0 && score < 1)).toBe(true);
      const side = (i: number, cell: number) => Number(boxes!.data[i * cells + cell]);
      for (const { stride, columns, rows, first } of grids) {
        for (const [column, row] of [
          [0, 0],
          [columns - 1, rows - 1],
        ] as const) {
          const cell = first + row * columns + column;
          const [x, y] = [(column + 0.5) * stride, (row + 0.5) * stride];
          expect(side(0, cell)).toBeLessThan(x);
          expect(side(2, cell)).toBeGreaterThan(x);
          expect(side(1, cell)).toBeLessThan(y);
          expect(side(3, cell)).toBeGreaterThan(y);
        }
      }
    }
    await session.release();
  });
});

test('the explaining picture shows where a picture and its golden differ, as large as the picture', async () => {
  const { network, layouts, snapshot } = made({ ...shape, golden: true });
  const session = await runtime.load(servingModel(network, layouts, snapshot));
  const golden = photograph(drawBoard(3), 300, 260, straight);
  const image = { ...golden, data: golden.data.slice() };
  for (let y = 100; y < 120; y++)
    image.data.fill(image.data[y * 300 + 150]! > 128 ? 0 : 255, y * 300 + 150, y * 300 + 170);
  const manifest = { ...manifestFor(['hole']), golden: true };
  const explanation = detect.explain(manifest)!;
  const sample = { image, golden };
  const outputs = await session.run(detect.preprocess(sample, manifest), explanation.outputs);
  const picture = explanation.picture(outputs, sample, manifest);
  await session.release();
  expect([picture.widthPx, picture.heightPx, picture.channels]).toEqual([300, 260, 1]);
  const mean = (left: number, top: number, side: number) => {
    let sum = 0;
    for (let y = top; y < top + side; y++)
      for (let x = left; x < left + side; x++) sum += picture.data[y * 300 + x]!;
    return sum / side ** 2;
  };
  expect(mean(150, 100, 20)).toBeGreaterThan(100);
  expect(mean(40, 40, 40)).toBeLessThan(5);
  expect(detect.explain(manifestFor(['hole']))).toBeNull();
});

test('goldens are laid on their pictures as the camera saw them', async () => {
  const aligner = await createGoldenAligner(runtime, 1);
  const board = drawBoard(3);
  const golden = photograph(board, 320, 264, straight);
  const view = { ...straight, shiftX: 5.5, shiftY: -3.2, angle: 0.01, gain: 0.8, offset: 12 };
  const image = photograph(board, 320, 264, view);
  const bytes = (picture: typeof image) => ({ ...picture, data: picture.data as Uint8Array });
  const aligned = await aligner.align(bytes(image), bytes(golden));
  await aligner.release();
  expect([aligned.widthPx, aligned.heightPx, aligned.channels]).toEqual([320, 264, 1]);
  /** Mean difference in the middle, which both have seen. */
  const off = (data: ArrayLike<number>) => {
    let [sum, count] = [0, 0];
    for (let y = 12; y < 252; y++) {
      for (let x = 12; x < 308; x++, count++) sum += Math.abs(data[y * 320 + x]! - image.data[y * 320 + x]!);
    }
    return sum / count;
  };
  expect(off(golden.data)).toBeGreaterThan(15);
  expect(off(aligned.data)).toBeLessThan(2);
});
