/** Counts what was asked for and lets a waiter through for each: one permit, one passage. */
export class Permits {
  private count = 0;
  private waiters: (() => void)[] = [];

  give(): void {
    this.count++;
    for (const wake of this.waiters.splice(0)) wake();
  }

  get waiting(): boolean {
    return this.count > 0;
  }

  /** Takes one permit, waiting for it if need be; false when the signal aborts first. */
  async take(signal: AbortSignal): Promise<boolean> {
    if (!(await this.available(signal))) return false;
    this.count--;
    return true;
  }

  /** Waits until there is a permit and leaves it there; false when the signal aborts first. */
  async available(signal: AbortSignal): Promise<boolean> {
    while (this.count === 0) {
      if (signal.aborted) return false;
      await untilAborted(signal, new Promise<void>((resolve) => this.waiters.push(resolve)));
    }
    return !signal.aborted;
  }
}

/** What the promise gives, or `undefined` as soon as the signal aborts; the promise itself goes on. */
export async function untilAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T | undefined> {
  if (signal.aborted) {
    promise.catch(ignoreLate);
    return undefined;
  }
  let stop = (): void => {};
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Nobody waits any more for what failed after the abort. */
function ignoreLate(): void {}

/** A signal that aborts with either of two; `release` takes its listeners away. */
export function either(a: AbortSignal, b: AbortSignal): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (a.aborted || b.aborted) abort();
  a.addEventListener('abort', abort, { once: true });
  b.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    release() {
      a.removeEventListener('abort', abort);
      b.removeEventListener('abort', abort);
    },
  };
}

/** `clock.sleep` that ends quietly when the signal aborts. */
export async function rest(
  clock: { sleep(ms: number, signal?: AbortSignal): Promise<void> },
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  }
}
