import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron';
import { startJobsFor, type JobProcesses } from './job-processes';

export interface EngineSupervisor {
  /** Gives the page its own way to the engine, now and after each restart. */
  connect(page: WebContents): void;
  /** Ends the engine: the part under way is recorded first; killed after 5 s. */
  stop(): Promise<void>;
  /** For tests and the log. */
  readonly pid: number | undefined;
}

export interface EngineOptions {
  readonly enginePath: string;
  /** The built electron/workers/job-worker.ts. */
  readonly jobPath: string;
  /** Does for the engine what only the main process can. */
  readonly services: EngineServices;
}

export interface EngineServices {
  /** The folder that the user chose; null where they gave up. */
  chooseFolder(): Promise<string | null>;
  /** What the test of a provider found; null where it crashed or was silent. */
  proveProvider(name: string, limitMs: number): Promise<unknown>;
}

type EngineMessage =
  | { kind: 'ready' }
  | { kind: 'choose-folder'; id: number }
  | { kind: 'prove-provider'; id: number; name: string; limitMs: number }
  | { kind: 'start-job' | 'kill-job'; id: number }
  | { kind: 'line'; line: unknown };

/** An engine that dies before it was ready is started again after 0.5 s, then twice as long, up to 10 s; one that stands by after 10 s. */
const firstDelayMs = 500;
const longestDelayMs = 10_000;
const stopLimitMs = 5000;
/** At the start of the program the page and the first parts have the processor to themselves. */
const launchMs = 5000;
/** So many stand by, for the fault that follows a fault; each after the first is started so much after the one before it. */
const mostStanding = 2;
const pauseMs = 1500;

/**
 * Starts the engine process, and another whenever it dies. While one works, the next stands by with the line's model and
 * source ready: after a fault the line waits neither for a process to start nor for them. One more stands by without
 * them, for a fault that comes before the next one can be ready again.
 */
export function superviseEngine({ enginePath, jobPath, services }: EngineOptions): EngineSupervisor {
  let engine: UtilityProcess;
  /** The one that takes over next comes first; it alone is told the line. */
  const standing: UtilityProcess[] = [];
  /** Has been told the line last. */
  let told: UtilityProcess | null = null;
  /** What the line works with, as the engine said last. */
  let line: unknown = null;
  let page: WebContents | null = null;
  let stopping = false;
  let delayMs = 0;
  /** From an engine that is ready to the start of the one that stands by. */
  let settleMs = launchMs;

  function fork(): UtilityProcess {
    const forked = utilityProcess.fork(enginePath, [], { serviceName: 'Loupe engine', stdio: 'inherit' });
    const jobs = startJobsFor(forked, jobPath);
    forked.on('message', (message: unknown) => void answer(forked, jobs, message as EngineMessage));
    forked.once('exit', () => {
      jobs.killAll();
      const place = standing.indexOf(forked);
      if (place >= 0) {
        standing.splice(place, 1);
        tell(standing[0]);
        setTimeout(standBy, longestDelayMs);
      } else if (!stopping) startAgain();
    });
    return forked;
  }

  function start(): void {
    engine = standing.shift() ?? fork();
    tell(engine);
    engine.postMessage({ kind: 'open' });
    offerPort();
  }

  function standBy(): void {
    if (stopping || standing.length === mostStanding) return;
    standing.push(fork());
    tell(standing[0]);
    setTimeout(standBy, pauseMs);
  }

  function tell(next: UtilityProcess | undefined): void {
    if (!next || next === told || line === null) return;
    told = next;
    next.postMessage({ kind: 'line', line });
  }

  function startAgain(): void {
    setTimeout(start, delayMs);
    delayMs = Math.min(Math.max(delayMs * 2, firstDelayMs), longestDelayMs);
  }

  function offerPort(): void {
    if (!page || page.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    engine.postMessage({ kind: 'connect' }, [port1]);
    page.postMessage('loupe-port', null, [port2]);
  }

  async function answer(asker: UtilityProcess, jobs: JobProcesses, message: EngineMessage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        delayMs = 0;
        tell(standing[0]);
        setTimeout(standBy, standing.length === 0 ? settleMs : pauseMs);
        settleMs = 0;
        break;
      case 'line':
        line = message.line;
        told = null;
        tell(standing[0]);
        break;
      case 'choose-folder':
        asker.postMessage({ kind: 'answer', id: message.id, value: await services.chooseFolder() });
        break;
      case 'prove-provider': {
        const value = await services.proveProvider(message.name, message.limitMs);
        asker.postMessage({ kind: 'answer', id: message.id, value });
        break;
      }
      case 'start-job':
        jobs.start(message.id);
        break;
      case 'kill-job':
        jobs.kill(message.id);
        break;
    }
  }

  start();
  return {
    connect(contents) {
      page = contents;
      contents.on('did-finish-load', offerPort);
    },
    async stop() {
      stopping = true;
      const ended = new Promise<void>((resolve) => engine.once('exit', () => resolve()));
      for (const { pid } of standing) if (pid !== undefined) process.kill(pid, 'SIGKILL');
      engine.postMessage({ kind: 'stop' });
      // Not .kill(): a process with a run inside ONNX Runtime does not end when it is asked to.
      const killer = setTimeout(() => engine.pid && process.kill(engine.pid, 'SIGKILL'), stopLimitMs);
      await ended;
      clearTimeout(killer);
    },
    get pid() {
      return engine.pid;
    },
  };
}
