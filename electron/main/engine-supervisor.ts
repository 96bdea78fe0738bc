import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron';

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
  readonly args: readonly string[];
  /** Answers what only the main process can do: a folder dialog. */
  chooseFolder(): Promise<string | null>;
}

type EngineMessage = { kind: 'ready'; id?: undefined } | { kind: 'choose-folder'; id: number };

/** An engine that dies before it was ready is started again after 0.5 s, then twice as long, up to 10 s. */
const firstDelayMs = 500;
const longestDelayMs = 10_000;
const stopLimitMs = 5000;

/** Starts the engine process and starts it again whenever it dies. */
export function superviseEngine({ enginePath, args, chooseFolder }: EngineOptions): EngineSupervisor {
  let engine: UtilityProcess;
  let page: WebContents | null = null;
  let stopping = false;
  let delayMs = 0;

  function start(): void {
    engine = utilityProcess.fork(enginePath, [...args], { serviceName: 'Loupe engine', stdio: 'inherit' });
    engine.on('message', (message: unknown) => void answer(message));
    engine.once('exit', () => {
      if (stopping) return;
      setTimeout(start, delayMs);
      delayMs = Math.min(Math.max(delayMs * 2, firstDelayMs), longestDelayMs);
    });
    offerPort();
  }

  function offerPort(): void {
    if (!page || page.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    engine.postMessage({ kind: 'connect' }, [port1]);
    page.postMessage('loupe-port', null, [port2]);
  }

  async function answer(message: unknown): Promise<void> {
    const { kind, id } = message as EngineMessage;
    if (kind === 'ready') delayMs = 0;
    else engine.postMessage({ kind: 'chosen-folder', id, path: await chooseFolder() });
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
      engine.postMessage({ kind: 'stop' });
      const killer = setTimeout(() => engine.kill(), stopLimitMs);
      await ended;
      clearTimeout(killer);
    },
    get pid() {
      return engine.pid;
    },
  };
}
