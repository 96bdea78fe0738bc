import { describe, expect, test } from 'vitest';
import { assignCells, background, type TrueBox } from '#models/detect/assign';
import { cellCount, cellGrids } from '#models/detect/cells';
import { levelFor, sizeOf, stridesFor } from '#models/detect/levels';

/** 16 × 16 cells of 8 px, then 8 × 8 of 16 px. */
const grids = cellGrids(128, 128, [8, 16]);
const cells = cellCount(grids);

function assigned(boxes: readonly TrueBox[]) {
  const labels = new Int32Array(cells).fill(9);
  const distances = new Float32Array(4 * cells).fill(9);
  assignCells(boxes, grids, labels, distances);
  return {
    labels,
    answering: [...labels.keys()].filter((cell) => labels[cell] !== background),
    sides: (cell: number) => [0, 1, 2, 3].map((side) => distances[side * cells + cell]),
  };
}

test('cells are counted level by level, row by row', () => {
  expect(grids).toEqual([
    { stride: 8, columns: 16, rows: 16, first: 0 },
    { stride: 16, columns: 8, rows: 8, first: 256 },
  ]);
  expect(cells).toBe(320);
});

describe('a level', () => {
  test.each([
    [10, 0],
    [23.9, 0],
    [24, 1],
    [47, 1],
    [48, 2],
    [96, 3],
    [5000, 3],
  ])('a box of %f px belongs to level %i of strides 4, 8, 16, 32', (size, level) => {
    expect(levelFor(size, [4, 8, 16, 32])).toBe(level);
  });

  test('there are those that the boxes need', () => {
    expect(stridesFor(28, 55)).toEqual([8, 16]); // DeepPCB
    expect(stridesFor(25, 150)).toEqual([8, 16, 32]); // NEU-DET
    expect(stridesFor(3, 5)).toEqual([4]);
    expect(sizeOf([5, 5, 8, 32])).toBe(16);
  });
});

describe('cells that answer', () => {
  test('lie within 1.5 cells of the centre, and know how far it is to the sides', () => {
    // Centre (60, 44), 32 px: level 0. Centres within 12 px: columns 6..8 (52, 60, 68), rows 4..6 (36, 44, 52).
    const { answering, labels, sides } = assigned([{ label: 3, box: [44, 28, 32, 32] }]);
    expect(answering).toEqual([4, 5, 6].flatMap((row) => [6, 7, 8].map((column) => row * 16 + column)));
    expect(answering.map((cell) => labels[cell])).toEqual(Array(9).fill(3));
    expect(sides(4 * 16 + 6)).toEqual([8, 8, 24, 24]);
    expect(sides(6 * 16 + 8)).toEqual([24, 24, 8, 8]);
    expect(sides(0)).toEqual([0, 0, 0, 0]);
  });

  test('a large box is answered for by the coarser level', () => {
    // 64 px about (72, 72): centres within 24 px: 56, 72, 88.
    const { answering } = assigned([{ label: 0, box: [40, 40, 64, 64] }]);
    expect(answering).toEqual([3, 4, 5].flatMap((row) => [3, 4, 5].map((column) => 256 + row * 8 + column)));
  });

  test('they lie in the box: a thin one has fewer', () => {
    // 6 × 60 about (60, 60): one column (60), rows 52, 60, 68.
    const { answering } = assigned([{ label: 0, box: [57, 30, 6, 60] }]);
    expect(answering).toEqual([6, 7, 8].map((row) => row * 16 + 7));
  });

  test('a box that holds no centre gets the nearest cell', () => {
    const { answering, sides } = assigned([{ label: 1, box: [126, 9, 2, 2] }]);
    expect(answering).toEqual([16 + 15]);
    expect(sides(16 + 15)).toEqual([124 - 126, 12 - 9, 128 - 124, 11 - 12]);
  });

  test('where two overlap, the smaller is asked for', () => {
    const small: TrueBox = { label: 1, box: [50, 50, 12, 12] };
    const large: TrueBox = { label: 2, box: [40, 40, 36, 36] };
    const { labels } = assigned([small, large]);
    expect(labels[6 * 16 + 6]).toBe(1); // (52, 52)
    expect(labels[7 * 16 + 8]).toBe(2); // (68, 60)
    expect(assigned([large, small]).labels).toEqual(labels);
  });

  test('without boxes all is background', () => {
    expect(assigned([]).answering).toEqual([]);
  });
});
