/** How long a frame may take, learnt from how long the last ones took. */
export interface Pace {
  took(ms: number): void;
  limitMs(): number;
}

const remembered = 31;
const timesTheMedian = 50;

export function createPace(minimumMs: number): Pace {
  const last: number[] = [];
  return {
    took(ms) {
      last.push(ms);
      if (last.length > remembered) last.shift();
    },
    limitMs() {
      const median = last.toSorted((a, b) => a - b)[last.length >> 1] ?? 0;
      return Math.max(minimumMs, Math.ceil(median * timesTheMedian));
    },
  };
}
