import { expect, test } from 'vitest';
import { createRandom, type Random } from '#shared/numeric/random';
import { coreset } from '#models/anomaly/coreset';
import { distancesToOthers, memoryOf } from '#models/anomaly/memory';
import { thresholdOf } from '#models/anomaly/threshold';
import { farthestOf, usualDistances } from '#models/anomaly/usual';

/** Begins with the row that is wanted. */
const beginningAt = (row: number): Random => ({ ...createRandom(1), integer: () => row });

test('the coreset takes each time what is farthest from all that it has', () => {
  // On a line: 0, 1, 5, 9, 10.
  const rows = Float32Array.of(0, 1, 5, 9, 10);
  expect(coreset(rows, 1, 4, beginningAt(1))).toEqual([1, 4, 2, 0]);
  expect(coreset(rows, 1, 9, beginningAt(1))).toEqual([0, 1, 2, 3, 4]);
});

test('equal rows are chosen once as long as there are others', () => {
  const rows = Float32Array.of(2, 2, 2, 2, 7, 7, 2, 2);
  expect(coreset(rows, 2, 2, beginningAt(0))).toEqual([0, 2]);
});

test('features are counted in their deviations, and distances to other groups alone', () => {
  // Two features: 1, 3, 1, 3 (mean 2, deviation 1) and 10, 10, 30, 30 (mean 20, deviation 10).
  const pictures = [
    { group: 'a', features: Float32Array.of(1, 10, 3, 10) },
    { group: 'b', features: Float32Array.of(1, 30, 3, 30) },
  ];
  const memory = memoryOf(pictures, 2, 99, createRandom(1));
  expect([...memory.mean]).toEqual([2, 20]);
  expect([...memory.deviation]).toEqual([1, 10]);
  expect([...memory.bank]).toEqual([-1, -1, 1, -1, -1, 1, 1, 1]);
  expect(memory.groups).toEqual(['a', 'a', 'b', 'b']);
  // Each patch of a has its like in b at (0, 2) deviations.
  expect([...distancesToOthers(pictures[0]!, memory)]).toEqual([2, 2]);
  // Seen by none: (5, 10) is (3, −1); the nearest of b is (1, 1), of all (1, −1).
  const other = Float32Array.of(5, 10);
  expect(distancesToOthers({ group: 'a', features: other }, memory)[0]).toBeCloseTo(Math.sqrt(8), 6);
  expect(distancesToOthers({ group: 'c', features: other }, memory)[0]).toBeCloseTo(2, 6);
});

test('where there is no other group there is no distance', () => {
  const picture = { group: 'a', features: Float32Array.of(1, 2) };
  expect([...distancesToOthers(picture, memoryOf([picture], 1, 9, createRandom(1)))]).toEqual([
    Infinity,
    Infinity,
  ]);
});

test('the threshold lies above all good pictures, three deviations above their mean at least', () => {
  expect(thresholdOf([1, 1, 1, 3])).toBeCloseTo(1.5 + 3 * 1, 6);
  expect(thresholdOf([2, 2, 2, Infinity])).toBeCloseTo(2.04, 6);
});

test('what is usual is told place by place, groups counting alike', () => {
  // Three places in a row; their neighbours count, too: means of (a, b), (a, b, c), (b, c).
  const maps = [
    { group: 'a', distances: Float32Array.of(1, 1, 4) },
    { group: 'a', distances: Float32Array.of(1, 1, 4) },
    { group: 'b', distances: Float32Array.of(1, 1, 4) },
    { group: 'c', distances: Float32Array.of(Infinity, 1, 1) },
  ];
  const usual = usualDistances(maps, 3);
  // Places: mean 1, 2, 2.5, of squares 1, 6, 8.5; all together 2 and 6. Two groups and the weight of two more.
  const wanted = [
    [1.5, 3.5],
    [2, 6],
    [2.25, 7.25],
  ].map(([mean = 0, square = 0]) => mean + 3 * Math.sqrt(square - mean * mean));
  usual.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 5));
  expect(farthestOf({ group: 'd', distances: usual.map((value, i) => value * (i + 1)) }, usual)).toBeCloseTo(
    3,
    5,
  );
});
