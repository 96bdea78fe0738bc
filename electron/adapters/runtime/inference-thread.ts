import { setTimeout as rest } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppFailure } from '#shared/contract/errors';
import type { Answer, Answers, Request, ThreadData } from './messages';

const closeLimitMs = 5000;
/** The requests that may be under way, the one that is worked on included; a further one is refused as busy. */
const mostUnderWay = 8;

interface Pending {
  readonly limitMs: number;
  resolve(answer: Answer): void;
  reject(reason: AppFailure): void;
}

/**
 * The thread in which ONNX Runtime works. It answers requests one after another, in the order of the calls; the next
 * ones wait in the thread itself, so that no message lies between two frames. A thread that dies or takes longer than
 * a request may is replaced: what it had fails, the next request finds a fresh thread.
 *
 * A run inside ONNX Runtime cannot be interrupted: a thread that hangs there is left behind and ends when its run does.
 */
export class InferenceThread {
  private worker: Worker | null = null;
  /** What the thread has been asked and has not answered, the oldest first. */
  private pending: Pending[] = [];
  private clock: NodeJS.Timeout | undefined;
  /** Counts the threads; whoever keeps something in a thread must keep it again when this has changed. */
  generation = 0;

  constructor(
    private readonly url: URL,
    private readonly data: ThreadData,
  ) {}

  /**
   * Throws AppFailure busy, runtime.timeout or runtime.crashed besides what the thread throws.
   * @param limitMs counted from when all before it are answered
   */
  async ask<R extends Request>(
    request: R,
    limitMs: number,
    transfer: ArrayBuffer[] = [],
  ): Promise<Answers[R['kind']]> {
    if (this.pending.length >= mostUnderWay) {
      throw new AppFailure('busy', 'The model is still busy with the frames before this one: try again.');
    }
    const worker = this.started();
    worker.postMessage(request, transfer); // throws before anything is pending
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.pending.push({ limitMs, resolve, reject });
      if (this.pending.length === 1) this.watch();
    });
    switch (answer.kind) {
      case 'done':
        return answer.value as Answers[R['kind']];
      case 'failed':
        throw new AppFailure(answer.error.code, answer.error.message, answer.error.details);
      case 'threw':
        throw new Error(`in the inference thread: ${answer.stack}`);
    }
  }

  /** Makes sure that there is a thread, so that `generation` is the one that the next request meets. */
  started(): Worker {
    if (!this.worker) {
      const worker = new Worker(this.url, { workerData: this.data, name: 'inference' });
      this.generation++;
      this.worker = worker;
      worker.on('message', (answer: Answer) => this.answered(worker, answer));
      // It may die while nobody asks; without a listener that would end the whole process.
      worker.on('error', (error) => this.lose(worker, crashed(error.message)));
      worker.on('exit', (code) => this.lose(worker, crashed(`exit code ${code}`)));
    }
    return this.worker;
  }

  /** Resolves when the thread has ended, or with the work still under way after 5 s. */
  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    this.lose(worker, new AppFailure('runtime.crashed', 'The station closes.'));
    const limit = new AbortController();
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    end(worker);
    // The timer keeps the process up while it waits: the thread no longer does.
    await Promise.race([ended, rest(closeLimitMs, undefined, { signal: limit.signal }).catch(() => {})]);
    limit.abort();
  }

  private answered(worker: Worker, answer: Answer): void {
    if (this.worker !== worker) return; // left behind
    this.pending.shift()?.resolve(answer);
    this.watch();
  }

  /** Gives the oldest request its time. */
  private watch(): void {
    clearTimeout(this.clock);
    const [oldest] = this.pending;
    const worker = this.worker;
    if (!oldest || !worker) return;
    const { limitMs } = oldest;
    this.clock = setTimeout(() => {
      const message = `The model gave no answer within ${limitMs} ms; the inference thread is started again.`;
      this.lose(worker, new AppFailure('runtime.timeout', message, { limitMs }));
      end(worker);
    }, limitMs);
  }

  /** The thread is of no use any more, and what it had has failed. */
  private lose(worker: Worker, reason: AppFailure): void {
    if (this.worker !== worker) return;
    this.worker = null;
    clearTimeout(this.clock);
    for (const { reject } of this.pending.splice(0)) reject(reason);
  }
}

function crashed(why: string): AppFailure {
  return new AppFailure('runtime.crashed', `The inference thread stopped (${why}); it is started again.`, {
    why,
  });
}

/**
 * Asks a thread to end itself. It is never terminated from outside: when that meets a run inside ONNX Runtime, the
 * runtime answers into a thread that is gone and aborts the whole process.
 */
function end(worker: Worker): void {
  worker.unref();
  worker.postMessage({ kind: 'end' } satisfies Request);
}
