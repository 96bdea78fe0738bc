import { join } from 'node:path';
import { createStation } from '#electron/core/station';
import { serve } from '#electron/core/serve';
import { mainProcess } from './main-process';
import { openPorts } from './open-ports';
import { portChannel } from './port-channel';

/**
 * The engine process: builds the core from the adapters and serves the contract to the page on the ports that the
 * main process hands over. Where it ends without being told to, the main process starts it again.
 */
/** A port does not tell when its last message has left. */
const lastWordsMs = 200;

const { ports, close } = await openPorts({
  host: 'electron',
  programFolder: join(import.meta.dirname, '../..'),
  chooseFolder: mainProcess.chooseFolder,
  restart: () => void setTimeout(() => void end(), lastWordsMs),
  proveApart: mainProcess.proveProvider,
  startJob: mainProcess.startJob,
});
const station = createStation(ports);

mainProcess.onConnect((port) => serve(portChannel(port), station.handlers, ports.machine.report));
mainProcess.onStop(end);
await station.open();
mainProcess.ready();

async function end(): Promise<void> {
  await station.close();
  await close();
  process.exit(0);
}
