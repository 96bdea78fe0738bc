/** What waits on a paced line: a part to be looked at, or a run of parts that found no place. */
export type Waiting =
  | { readonly kind: 'part'; readonly index: number; readonly dueMs: number }
  | { readonly kind: 'dropped'; readonly index: number; readonly dueMs: number };

interface Dropped {
  readonly first: number;
  readonly firstDueMs: number;
  readonly stepMs: number;
  count: number;
}

/**
 * A conveyor that does not wait: a part every `60 000 / rate` ms, `places` of them may wait, and those that come while
 * all places are taken are dropped, but told in order. Runs of dropped parts are kept as their ends, so a reader
 * that is gone for days costs no memory. No timers: it is told the time.
 */
export class Line {
  private readonly queue: ({ kind: 'part'; index: number; dueMs: number } | Dropped)[] = [];
  private next: number;
  private dueMs: number;
  private stepMs: number;

  constructor(
    nextIndex: number,
    startMs: number,
    ratePerMinute: number,
    private readonly end: number,
    private readonly places: number,
  ) {
    this.next = nextIndex;
    this.dueMs = startMs;
    this.stepMs = 60_000 / ratePerMinute;
  }

  /** The next part comes one new step after the last one. */
  setRate(ratePerMinute: number, nowMs: number): void {
    this.advance(nowMs);
    const before = this.stepMs;
    this.stepMs = 60_000 / ratePerMinute;
    this.dueMs = Math.max(nowMs, this.dueMs - before + this.stepMs);
  }

  /** The oldest that waits; null where nothing does. */
  take(nowMs: number): Waiting | null {
    this.advance(nowMs);
    const first = this.queue[0];
    if (!first) return null;
    if ('kind' in first) {
      this.queue.shift();
      return first;
    }
    return this.takeDropped(first);
  }

  /** When the next part comes; infinite after the last one. */
  get nextDueMs(): number {
    return this.next < this.end ? this.dueMs : Infinity;
  }

  /** First part that was neither taken nor told; where the line stands when it is given up. */
  get firstWaiting(): number {
    const first = this.queue[0];
    if (!first) return this.next;
    return 'kind' in first ? first.index : first.first;
  }

  private takeDropped(run: Dropped): Waiting {
    this.queue.shift();
    if (run.count > 1) {
      const { first, firstDueMs, stepMs, count } = run;
      this.queue.unshift({ first: first + 1, firstDueMs: firstDueMs + stepMs, stepMs, count: count - 1 });
    }
    return { kind: 'dropped', index: run.first, dueMs: run.firstDueMs };
  }

  private advance(nowMs: number): void {
    while (this.next < this.end && this.dueMs <= nowMs) {
      const parts = this.queue.filter((entry) => 'kind' in entry).length;
      if (parts < this.places) {
        this.queue.push({ kind: 'part', index: this.next++, dueMs: this.dueMs });
        this.dueMs += this.stepMs;
        continue;
      }
      const count = Math.min(this.end - this.next, Math.floor((nowMs - this.dueMs) / this.stepMs) + 1);
      this.queue.push({ first: this.next, firstDueMs: this.dueMs, stepMs: this.stepMs, count });
      this.next += count;
      this.dueMs += count * this.stepMs;
    }
  }
}
