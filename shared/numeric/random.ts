/** A seeded source of random numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [from, to], both included. */
  integer(from: number, to: number): number;
  /** Uniform in [from, to). */
  uniform(from: number, to: number): number;
  /** Normal with the given mean and standard deviation (Box and Muller 1958). */
  normal(mean: number, deviation: number): number;
  /** One of the items, each equally likely; the list must not be empty. */
  pick<T>(items: readonly T[]): T;
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, passes BigCrush.
 * @param seed any integer; only its low 32 bits count
 * @param stream separates independent sequences of one seed, for example one a frame
 */
export function createRandom(seed: number, stream = 0): Random {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  function bits(): number {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + out;
    c |= 0;
    return out >>> 0;
  }
  for (let i = 0; i < 15; i++) bits();
  const next = () => bits() / 0x1_0000_0000;
  return {
    next,
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    uniform: (from, to) => from + next() * (to - from),
    normal(mean, deviation) {
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      return mean + deviation * radius * Math.cos(2 * Math.PI * next());
    },
    pick(items) {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('pick needs at least one item');
      return item;
    },
  };
}
