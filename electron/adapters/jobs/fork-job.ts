import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { JobProcess } from '#electron/core/ports';

/** Starts job processes in plain Node. @param workerUrl the built electron/workers/job-worker.ts */
export function forkJobs(workerUrl: URL): () => JobProcess {
  return () => {
    const child = fork(fileURLToPath(workerUrl), [], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // An error is told by the end of the process, or by there being none.
    child.on('error', () => {});
    return {
      send(message) {
        if (child.connected) child.send(message, () => {}); // who is gone has ended
      },
      onReport: (listener) => void child.on('message', listener as (message: unknown) => void),
      onEnd(listener) {
        // What it sent before it died may arrive after the news of its death, but before the pipe closes.
        let open = 2;
        const closed = () => --open === 0 && listener();
        child.once('exit', closed);
        child.once('disconnect', closed);
        if (child.pid === undefined) queueMicrotask(closed); // it never ran: there is no exit
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
