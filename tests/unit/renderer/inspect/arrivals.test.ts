import { beforeEach, describe, expect, it } from 'vitest';
import { createArrivals, type Arrivals } from '../../../../renderer/inspect/arrivals';
import { makePart } from './parts';

let nowMs: number;
let due: { atMs: number; callback: () => void } | null;
let taken: number[][];
let arrivals: Arrivals;

function pass(durationMs: number): void {
  nowMs += durationMs;
  if (!due || due.atMs > nowMs) return;
  const { callback } = due;
  due = null;
  callback();
}

beforeEach(() => {
  nowMs = 0;
  due = null;
  taken = [];
  arrivals = createArrivals(
    (parts) => taken.push(parts.map(({ id }) => id)),
    (callback, delayMs) => {
      due = { atMs: nowMs + delayMs, callback };
      return () => {
        due = null;
      };
    },
  );
});

describe('arriving parts', () => {
  it('are taken in together where nobody looks at their pictures', () => {
    for (const id of [1, 2, 3]) arrivals.arrive(makePart(id), false);
    expect(taken).toEqual([]);
    pass(40);
    expect(taken).toEqual([[1, 2, 3]]);
  });

  it('come with the picture of the last of them, and those after it wait for theirs', () => {
    for (const id of [1, 2, 3]) arrivals.arrive(makePart(id), true);
    arrivals.shown(2);
    expect(taken).toEqual([[1, 2]]);
    pass(30);
    arrivals.shown(3);
    expect(taken).toEqual([[1, 2], [3]]);
  });

  it('do not wait for ever for a picture that does not come', () => {
    arrivals.arrive(makePart(1), true);
    pass(150);
    arrivals.arrive(makePart(2), true);
    pass(50);
    expect(taken).toEqual([[1, 2]]);
  });

  it('are taken once', () => {
    arrivals.arrive(makePart(1), true);
    arrivals.shown(1);
    arrivals.shown(1);
    pass(1000);
    expect(taken).toEqual([[1]]);
  });
});
