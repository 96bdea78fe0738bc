import type { JobProcess } from '#electron/core/ports';
import type { EnginePort } from './port-channel';

/** A job process that somebody else starts: it is at the end of a port, which comes a little later. */
export interface PortedJob extends JobProcess {
  connect(port: EnginePort): void;
  /** The process is gone. */
  end(): void;
}

/** A port may still hold what the process said last when the news of its end arrives. */
const lastWordsMs = 100;

export function portedJob(kill: () => void): PortedJob {
  let port: EnginePort | null = null;
  const early: unknown[] = [];
  let take: (report: never) => void = () => {};
  let ended = () => {};
  return {
    connect(given) {
      port = given;
      port.on('message', ({ data }) => take(data as never));
      port.start();
      for (const message of early.splice(0)) port.postMessage(message);
    },
    send(message) {
      if (port) port.postMessage(message);
      else early.push(message);
    },
    onReport: (listener) => void (take = listener),
    onEnd: (listener) => void (ended = listener),
    kill,
    end() {
      setTimeout(() => {
        port?.close();
        ended();
      }, lastWordsMs);
    },
  };
}
