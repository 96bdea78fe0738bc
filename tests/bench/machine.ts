/** What no program on this machine can do better: the floor under what is measured beside it. */
import { Worker } from 'node:worker_threads';

/**
 * Times of pure arithmetic, ms, one every so often: it waits for no memory, disk or thread, so that what its times spread
 * is the machine's own.
 * @param workMs how long each is to take
 */
export async function arithmeticEach(times: number, workMs: number, intervalMs: number): Promise<number[]> {
  const rounds = 1e7;
  count(rounds); // compiled from here on
  const startedAt = performance.now();
  count(rounds);
  const perWork = Math.round((rounds * workMs) / (performance.now() - startedAt));
  return eachOf(times, intervalMs, () => void count(perWork));
}

/** Times to wake another thread and be woken by its answer, ms, one every so often. */
export async function thereAndBackEach(times: number, intervalMs: number): Promise<number[]> {
  const echo = `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (m) => parentPort.postMessage(m));`;
  const thread = new Worker(echo, { eval: true });
  const thereAndBack = () =>
    new Promise<void>((resolve) => {
      thread.once('message', () => resolve());
      thread.postMessage(null);
    });
  await thereAndBack();
  const each = await eachOf(times, intervalMs, thereAndBack);
  await thread.terminate();
  return each;
}

/** Runs the work so many times, one every so often; gives the time of each, ms. */
export async function eachOf(
  times: number,
  intervalMs: number,
  work: () => void | Promise<void>,
): Promise<number[]> {
  const each: number[] = [];
  const startMs = performance.now();
  for (let i = 0; i < times; i++) {
    const waitMs = startMs + i * intervalMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const startedAt = performance.now();
    await work();
    each.push(performance.now() - startedAt);
  }
  return each;
}

function count(rounds: number): number {
  let x = 1;
  for (let i = 0; i < rounds; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  return x;
}
