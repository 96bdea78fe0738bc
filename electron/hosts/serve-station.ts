import { join } from 'node:path';
import { serve } from '#electron/core/serve';
import { createStation, type Station } from '#electron/core/station';
import { openPorts } from '#electron/engine/open-ports';
import type { Channel } from '#shared/contract/wire';
import { programFolder } from './program-folder';
import { serveWeb } from './web-server';

export interface ServedStation {
  readonly url: string;
  readonly station: Station;
  /** Rejects when the station could not be opened again after its data were moved. */
  readonly broken: Promise<never>;
  close(): Promise<void>;
}

interface Opened {
  readonly station: Station;
  serve(channel: Channel): void;
  close(): Promise<void>;
}

/**
 * The station without Electron: the same core, served to a browser on this machine. When its data have been moved it is
 * closed and opened again in place; pages lose their channel and come back by themselves.
 * @param port 0: any free one
 */
export async function serveStation(port: number): Promise<ServedStation> {
  const channels = new Set<Channel>();
  let fail: (thrown: unknown) => void = () => {};
  const broken = new Promise<never>((_, reject) => (fail = reject));
  let opened: Opened | null = null;
  let reopened = Promise.resolve();

  const web = await serveWeb(join(programFolder, 'out/renderer'), port, (channel) => {
    if (!opened) return channel.close();
    channels.add(channel);
    channel.onClose(() => channels.delete(channel));
    opened.serve(channel);
  });
  try {
    opened = await openStation(restart);
  } catch (thrown) {
    await web.close();
    throw thrown;
  }

  function restart(): void {
    // What was said last goes out first.
    setImmediate(() => {
      reopened = reopen().catch(fail);
    });
  }

  async function reopen(): Promise<void> {
    const old = opened;
    opened = null;
    for (const channel of channels) channel.close();
    await old?.close();
    opened = await openStation(restart);
  }

  return {
    url: web.url,
    get station() {
      if (!opened) throw new Error('the station is being opened again');
      return opened.station;
    },
    broken,
    async close() {
      await web.close();
      await reopened;
      await opened?.close();
    },
  };
}

async function openStation(restart: () => void): Promise<Opened> {
  const { ports, close } = await openPorts({
    host: 'web',
    programFolder,
    chooseFolder: async () => null,
    restart,
  });
  const station = createStation(ports);
  await station.open();
  return {
    station,
    serve: (channel) => serve(channel, station.handlers, ports.machine.report),
    async close() {
      await station.close();
      await close();
    },
  };
}
