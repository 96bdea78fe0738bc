import { openPorts } from '#electron/adapters/ports';
import { serve } from '#electron/core/serve';
import { createStation, type Station } from '#electron/core/station';
import { serveWeb } from './web-server';

export interface ServedStation {
  readonly url: string;
  readonly station: Station;
  close(): Promise<void>;
}

/** The station without Electron: the same core, served to a browser on this machine. */
export async function serveStation(options: {
  readonly pageFolder: string;
  readonly port: number;
  readonly version: string;
}): Promise<ServedStation> {
  const { ports, close } = await openPorts({ host: 'web', version: options.version, chooseFolder: async () => null });
  const station = createStation(ports);
  await station.open();
  const web = await serveWeb(options.pageFolder, options.port, (channel) =>
    serve(channel, station.handlers, ports.machine.report),
  );
  return {
    url: web.url,
    station,
    async close() {
      await web.close();
      await station.close();
      await close();
    },
  };
}
