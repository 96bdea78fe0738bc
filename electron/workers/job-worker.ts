/**
 * The job process: reads and trains for electron/core/training, one order in its life. It is at the end of every queue
 * for the processor, and dies with the engine: in plain Node the engine is its parent, in Electron at the end of a port.
 */
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { JobOrder, JobWord } from '#electron/core/training/job';
import { serveJob, type JobChannel } from '#electron/core/training/serve-job';
import { openJobPorts } from '#electron/engine/open-training';
import type { EnginePort } from '#electron/engine/port-channel';

/** Electron's `process.parentPort` in a utility process, as far as it is used here. */
interface ParentPort {
  once(event: 'message', listener: (event: { ports: EnginePort[] }) => void): void;
}

// Threads that are made from here on have it, too: on Linux it is a thread's own.
setPriority(constants.priority.PRIORITY_LOW);

const ports = openJobPorts(join(import.meta.dirname, '../..'));
const { parentPort } = process as { parentPort?: ParentPort };
if (parentPort) {
  parentPort.once('message', ({ ports: [port] }) => {
    if (!port) throw new Error('the job was given no port');
    serveJob(overPort(port), ports);
  });
} else {
  serveJob(overIpc(), ports);
}

function overPort(port: EnginePort): JobChannel {
  port.on('close', end);
  return {
    send: (report) => port.postMessage(report),
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data as JobOrder | JobWord));
      port.start();
    },
  };
}

function overIpc(): JobChannel {
  process.once('disconnect', end);
  return {
    send: (report) => void process.send?.(report),
    onMessage: (listener) => void process.on('message', listener as (message: unknown) => void),
  };
}

/** Without the farewell of libraries that are in the midst of something. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}
