import type { Random } from '#shared/numeric/random';

/**
 * Which pictures an epoch shows, in which order, as their numbers: each once; with `balance` each class equally often,
 * so that pictures of rare classes come again.
 * @param classes the class of each picture, from 0
 */
export function epochOrder(classes: readonly number[], balance: boolean, random: Random): number[] {
  const all = shuffled(
    classes.map((_, index) => index),
    random,
  );
  if (!balance) return all;
  const queues = new Map<number, number[]>();
  for (const index of all) {
    const name = classes[index] ?? 0;
    const queue = queues.get(name);
    if (queue) queue.push(index);
    else queues.set(name, [index]);
  }
  const names = shuffled([...queues.keys()], random);
  const order: number[] = [];
  for (let round = 0; order.length < all.length; round++) {
    for (const name of names) {
      const queue = queues.get(name) ?? [];
      order.push(queue[round % queue.length] ?? 0);
    }
  }
  return shuffled(order.slice(0, all.length), random);
}

/** In random order (Fisher and Yates 1938); a new list. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
  return list;
}

/** Epoch after epoch without end, each in an order of its own. */
export function* endlessOrder(
  classes: readonly number[],
  balance: boolean,
  random: Random,
): Generator<number, never> {
  for (;;) yield* epochOrder(classes, balance, random);
}
