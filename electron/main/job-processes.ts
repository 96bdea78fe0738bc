import { MessageChannelMain, utilityProcess, type UtilityProcess } from 'electron';

/** Processes for the long work of an engine. Their messages go to and fro on a port of their own. */
export interface JobProcesses {
  start(id: number): void;
  kill(id: number): void;
  /** The engine is gone: so is what it asked for. */
  killAll(): void;
}

/** @param workerPath the built electron/workers/job-worker.ts */
export function startJobsFor(engine: UtilityProcess, workerPath: string): JobProcesses {
  const running = new Map<number, UtilityProcess>();

  /** Not process.kill(): a process with a run inside ONNX Runtime does not end when it is asked to. */
  function kill(job: UtilityProcess): void {
    if (job.pid === undefined) job.once('spawn', () => kill(job));
    else process.kill(job.pid, 'SIGKILL');
  }

  return {
    start(id) {
      const job = utilityProcess.fork(workerPath, [], { serviceName: 'Loupe job', stdio: 'inherit' });
      running.set(id, job);
      job.once('exit', () => {
        running.delete(id);
        if (engine.pid !== undefined) engine.postMessage({ kind: 'job-ended', id });
      });
      const { port1, port2 } = new MessageChannelMain();
      job.postMessage(null, [port2]);
      engine.postMessage({ kind: 'job-port', id }, [port1]);
    },
    kill(id) {
      const job = running.get(id);
      if (job) kill(job);
    },
    killAll: () => running.forEach(kill),
  };
}
