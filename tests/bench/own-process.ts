import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** A process of our own that answers requests as one of tests/bench/torch does: so that its memory counts alone. */
export interface OwnProcess {
  /** One request, one answer, one at a time. Throws where the process dies; what it said is on stderr. */
  ask<Answer>(request: unknown): Promise<Answer>;
  close(): Promise<void>;
}

const mark = '--answer-requests';

/** Is this the process that answers, and not the benchmark that asks? */
export const isAnswering = process.argv.includes(mark);

/** Starts the benchmark's own script once more; it must call `answer`. */
export function startOwn(): OwnProcess {
  const child = fork(process.argv[1] ?? '', [mark], { serialization: 'advanced' });
  const ended = once(child, 'exit');
  return {
    async ask<Answer>(request: unknown) {
      const answered = once(child, 'message');
      child.send(request as object);
      const [answer] = await Promise.race([answered, ended.then(() => [])]);
      if (answer === undefined) throw new Error('our own process ended without an answer');
      return answer as Answer;
    },
    async close() {
      child.disconnect();
      await ended;
    },
  };
}

export function answer<Request>(handle: (request: Request) => Promise<object>): void {
  process.on('message', (request: Request) => {
    void handle(request).then((result) => process.send?.(result));
  });
}

/**
 * Highest resident size so far, libraries and all. On Linux not the one of getrusage: a child's begins at the size of
 * the process that forked it.
 */
export function peakBytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
