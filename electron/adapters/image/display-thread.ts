import { Worker } from 'node:worker_threads';
import type { DisplayImage } from '#shared/contract/contract';
import type { PixelImage } from '#shared/domain/frame';
import { displayOf } from './display';
import type { Region } from './shrink';

/** What the thread is asked: a whole picture in shared memory, which is not written again before the answer. */
export interface DisplayRequest {
  readonly image: PixelImage;
  readonly maxPx: number;
}

/** The pictures that may wait while one is made; a further one is made by the thread that asks, which then waits for it. */
const maxWaiting = 32;
const limitMs = 10_000;
/** A thread that died so often without one picture between is not started again. */
const maxDeaths = 3;
/** A larger picture's memory is given back when it is made. */
const largestKeptBytes = 64_000_000;

/**
 * Makes pictures for the screen in a thread of its own, one after another, so that the line does not wait for them.
 * The caller's thread copies the region's pixels and does no more. Where the thread dies or hangs, the picture is made
 * by the caller's thread, and the next one finds a fresh thread.
 */
export class DisplayThread {
  private worker: Worker | null = null;
  private waiting = 0;
  private deaths = 0;
  private last: Promise<unknown> = Promise.resolve();
  private memory = new SharedArrayBuffer(0);

  constructor(private readonly url: URL) {
    this.started(); // the first picture need not wait for it
  }

  /** The image must keep its memory until the promise resolves. */
  async display(image: PixelImage, region: Region, maxPx: number): Promise<DisplayImage> {
    if (this.waiting >= maxWaiting || this.deaths >= maxDeaths) return displayOf(image, region, maxPx);
    this.waiting++;
    const turn = this.last.then(() => this.make(image, region, maxPx));
    this.last = turn.catch(() => {}); // the caller has it; the next only waits for its end
    try {
      return await turn;
    } finally {
      this.waiting--;
    }
  }

  async close(): Promise<void> {
    this.deaths = maxDeaths; // none is started any more
    await this.worker?.terminate();
  }

  private async make(image: PixelImage, region: Region, maxPx: number): Promise<DisplayImage> {
    const worker = this.started();
    const answer = await answerOf(worker, { image: this.copied(image, region), maxPx });
    if (this.memory.byteLength > largestKeptBytes) this.memory = new SharedArrayBuffer(0);
    if (answer) {
      this.deaths = 0;
      return answer;
    }
    this.deaths++;
    this.worker = null;
    this.memory = new SharedArrayBuffer(0); // one that hangs may still read it
    void worker.terminate();
    return displayOf(image, region, maxPx);
  }

  private started(): Worker {
    if (!this.worker) {
      const worker = new Worker(this.url, { name: 'display' });
      this.worker = worker;
      // It may die while nobody asks; without a listener that would end the whole process.
      worker.on('error', () => {});
      worker.on('exit', () => {
        if (this.worker === worker) this.worker = null;
      });
      worker.unref();
    }
    return this.worker;
  }

  private copied({ channels, data, widthPx }: PixelImage, region: Region): PixelImage {
    const length = region.widthPx * channels;
    const bytes = length * region.heightPx * data.BYTES_PER_ELEMENT;
    if (this.memory.byteLength < bytes) this.memory = new SharedArrayBuffer(bytes);
    const samples = [this.memory, 0, length * region.heightPx] as const;
    const copy = data instanceof Uint8Array ? new Uint8Array(...samples) : new Uint16Array(...samples);
    for (let row = 0; row < region.heightPx; row++) {
      const start = ((region.y + row) * widthPx + region.x) * channels;
      copy.set(data.subarray(start, start + length), row * length);
    }
    return { widthPx: region.widthPx, heightPx: region.heightPx, channels, data: copy };
  }
}

/** The thread's answer; null where it died, could not make the picture or took too long. */
function answerOf(worker: Worker, request: DisplayRequest): Promise<DisplayImage | null> {
  return new Promise((resolve) => {
    const settle = (answer: DisplayImage | null): void => {
      clearTimeout(limit);
      worker.off('message', settle).off('error', lost).off('exit', lost);
      worker.unref();
      resolve(answer);
    };
    const lost = (): void => settle(null);
    const limit = setTimeout(lost, limitMs);
    worker.ref(); // only while it works does it keep the process
    worker.on('message', settle).on('error', lost).on('exit', lost);
    worker.postMessage(request);
  });
}
