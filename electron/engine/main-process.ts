import type { JobProcess, LineNeeds } from '#electron/core/ports';
import type { ProviderName } from '#shared/domain/settings';
import type { ProviderCheck } from '#shared/domain/station';
import type { EnginePort } from './port-channel';
import { portedJob, type PortedJob } from './ported-job';

/** Electron's `process.parentPort` in a utility process, as far as it is used here. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: EnginePort[] }) => void): void;
}

type Message =
  | { kind: 'open' }
  | { kind: 'line'; line: LineNeeds }
  | { kind: 'connect' }
  | { kind: 'stop' }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'job-port'; id: number }
  | { kind: 'job-ended'; id: number };

const parentPort = (process as unknown as { parentPort: ParentPort }).parentPort;
const waiting = new Map<number, (value: unknown) => void>();
const jobs = new Map<number, PortedJob>();
let asked = 0;
/** The main process ends a test at its limit and then says so. */
const graceMs = 2000;
/** Ports that came before someone listened. */
const early: EnginePort[] = [];
let open = (): void => {};
const opening = new Promise<void>((resolve) => (open = resolve));
/** Told as soon as it is known what the line works with, mostly while another engine works. */
let prepare = (_line: LineNeeds): void => {};
let connect = (port: EnginePort): void => void early.push(port);
let stop: () => void = () => process.exit(0);

parentPort.on('message', ({ data, ports: [port] }) => {
  const message = data as Message;
  switch (message.kind) {
    case 'open':
      open();
      break;
    case 'line':
      prepare(message.line);
      break;
    case 'connect':
      if (port) connect(port);
      break;
    case 'stop':
      stop();
      break;
    case 'answer':
      waiting.get(message.id)?.(message.value);
      waiting.delete(message.id);
      break;
    case 'job-port':
      if (port) jobs.get(message.id)?.connect(port);
      break;
    case 'job-ended':
      jobs.get(message.id)?.end();
      jobs.delete(message.id);
      break;
  }
});

/** What the engine and the main process say to each other. */
export const mainProcess = {
  /** @param listener is told what the line works with that this engine is to go on with after a fault */
  onLine(listener: (line: LineNeeds) => void): void {
    prepare = listener;
  },
  /** Resolves when it is this engine's turn: until then another one has the data folder. */
  opening,
  onConnect(listener: (port: EnginePort) => void): void {
    connect = listener;
    early.splice(0).forEach(listener);
  },
  onStop(listener: () => Promise<void>): void {
    stop = () => void listener();
  },
  ready(): void {
    parentPort.postMessage({ kind: 'ready' });
  },
  chooseFolder(): Promise<string | null> {
    return ask({ kind: 'choose-folder' });
  },
  /** null also where the main process does not answer: then the provider is not used. */
  proveProvider(name: ProviderName, limitMs: number): Promise<ProviderCheck | null> {
    const silence = new Promise<null>((resolve) => setTimeout(resolve, limitMs + graceMs, null).unref());
    return Promise.race([ask<ProviderCheck | null>({ kind: 'prove-provider', name, limitMs }), silence]);
  },
  tellStandby(line: LineNeeds): void {
    parentPort.postMessage({ kind: 'line', line });
  },
  /** The engine starts no process itself: only the main process can. */
  startJob(): JobProcess {
    const id = asked++;
    const job = portedJob(() => parentPort.postMessage({ kind: 'kill-job', id }));
    jobs.set(id, job);
    parentPort.postMessage({ kind: 'start-job', id });
    return job;
  },
};

function ask<T>(question: object): Promise<T> {
  const id = asked++;
  parentPort.postMessage({ ...question, id });
  return new Promise((resolve) => waiting.set(id, (value) => resolve(value as T)));
}
