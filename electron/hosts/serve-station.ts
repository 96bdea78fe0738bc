import { join } from 'node:path';
import { serve } from '#electron/core/serve';
import { createStation, type Station } from '#electron/core/station';
import { openPorts } from '#electron/engine/open-ports';
import { programFolder } from './program-folder';
import { serveWeb } from './web-server';

export interface ServedStation {
  readonly url: string;
  readonly station: Station;
  close(): Promise<void>;
}

/** The station without Electron: the same core, served to a browser on this machine. @param port 0: any free one */
export async function serveStation(port: number): Promise<ServedStation> {
  const { ports, close } = await openPorts({ host: 'web', programFolder, chooseFolder: async () => null });
  const station = createStation(ports);
  await station.open();
  const web = await serveWeb(join(programFolder, 'out/renderer'), port, (channel) =>
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
