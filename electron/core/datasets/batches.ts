/** So many are read side by side: shares answer slowly one by one, and large pictures must fit the memory together. */
const batch = 4;

/** Does it for each, a few side by side; the results in order. Throws what the signal says when it aborts. */
export async function inBatches<T, R>(
  items: readonly T[],
  signal: AbortSignal,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += batch) {
    signal.throwIfAborted();
    const some = items.slice(i, i + batch);
    for (const result of await Promise.all(some.map((item, j) => work(item, i + j)))) results.push(result);
  }
  return results;
}
