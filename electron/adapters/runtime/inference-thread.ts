import { setTimeout as rest } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppFailure } from '#shared/contract/errors';
import type { Answer, Answers, Request, ThreadData } from './messages';

const closeLimitMs = 5000;
/** The frames that may wait while one is looked at; a further one is refused as busy. */
const maxWaiting = 8;

/**
 * The thread in which ONNX Runtime works. One request at a time, in the order of the calls. A thread that dies or takes
 * longer than the request may is replaced: that request alone fails, the next finds a fresh thread.
 *
 * A run inside ONNX Runtime cannot be interrupted: a thread that hangs there is left behind and ends when its run does.
 */
export class InferenceThread {
  private worker: Worker | null = null;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();
  /** Counts the threads; whoever keeps something in a thread must keep it again when this has changed. */
  generation = 0;

  constructor(
    private readonly url: URL,
    private readonly data: ThreadData,
  ) {}

  /** Runs the work when all before it is done; all that it asks of the thread goes in one piece. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting >= maxWaiting) {
      throw new AppFailure('busy', 'The model is still busy with the frames before this one: try again.');
    }
    this.waiting++;
    const turn = this.last.then(work);
    this.last = turn.catch(() => {}); // the caller has it; the next only waits for its end
    try {
      return await turn;
    } finally {
      this.waiting--;
    }
  }

  /** Only inside `inTurn`. Throws AppFailure runtime.timeout or runtime.crashed besides what the thread throws. */
  async ask<R extends Request>(
    request: R,
    limitMs: number,
    transfer: ArrayBuffer[] = [],
  ): Promise<Answers[R['kind']]> {
    const worker = this.started();
    const answer = await answerOf(worker, limitMs, () => worker.postMessage(request, transfer)).catch(
      (thrown: unknown) => {
        this.abandon();
        throw thrown;
      },
    );
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
      // It may die while nobody asks; without a listener that would end the whole process.
      worker.on('error', () => this.forget(worker));
      worker.on('exit', () => this.forget(worker));
    }
    return this.worker;
  }

  /** Resolves when the thread has ended, or with the work still under way after 5 s. */
  async close(): Promise<void> {
    const worker = this.worker;
    this.worker = null;
    if (!worker) return;
    const limit = new AbortController();
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    end(worker);
    // The timer keeps the process up while it waits: the thread no longer does.
    await Promise.race([ended, rest(closeLimitMs, undefined, { signal: limit.signal }).catch(() => {})]);
    limit.abort();
  }

  private forget(worker: Worker): void {
    if (this.worker === worker) this.worker = null;
  }

  private abandon(): void {
    const worker = this.worker;
    this.worker = null;
    if (worker) end(worker);
  }
}

/**
 * Asks a thread to end itself. It is never terminated from outside: when that meets a run inside ONNX Runtime, the
 * runtime answers into a thread that is gone and aborts the whole process.
 */
function end(worker: Worker): void {
  worker.unref();
  worker.postMessage({ kind: 'end' } satisfies Request);
}

/** The thread's next message; rejects when it dies or the time is up. */
function answerOf(worker: Worker, limitMs: number, post: () => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const crashed = (why: string) =>
      settle(() =>
        reject(
          new AppFailure('runtime.crashed', `The inference thread stopped (${why}); it is started again.`, {
            why,
          }),
        ),
      );
    const onMessage = (answer: Answer) => settle(() => resolve(answer));
    const onError = (error: Error) => crashed(error.message);
    const onExit = (code: number) => crashed(`exit code ${code}`);
    const timer = setTimeout(() => {
      const message = `The model gave no answer within ${limitMs} ms; the inference thread is started again.`;
      settle(() => reject(new AppFailure('runtime.timeout', message, { limitMs })));
    }, limitMs);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      end();
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    try {
      post();
    } catch (thrown) {
      settle(() => reject(thrown as Error));
    }
  });
}
