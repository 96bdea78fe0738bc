import type { EnginePort } from './port-channel';

/** Electron's `process.parentPort` in a utility process, as far as it is used here. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: EnginePort[] }) => void): void;
}

type Message = { kind: 'connect' } | { kind: 'stop' } | { kind: 'chosen-folder'; id: number; path: string | null };

const parentPort = (process as unknown as { parentPort: ParentPort }).parentPort;
const waiting = new Map<number, (path: string | null) => void>();
/** Ports that came before someone listened. */
const early: EnginePort[] = [];
let connect = (port: EnginePort): void => void early.push(port);
let stop: () => void = () => process.exit(0);

parentPort.on('message', ({ data, ports: [port] }) => {
  const message = data as Message;
  switch (message.kind) {
    case 'connect':
      if (port) connect(port);
      break;
    case 'stop':
      stop();
      break;
    case 'chosen-folder':
      waiting.get(message.id)?.(message.path);
      waiting.delete(message.id);
      break;
  }
});

/** What the engine and the main process say to each other. */
export const mainProcess = {
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
    const id = waiting.size;
    parentPort.postMessage({ kind: 'choose-folder', id });
    return new Promise((resolve) => waiting.set(id, resolve));
  },
};
