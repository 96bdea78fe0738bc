import { createStation } from '#electron/core/station';
import { serve } from '#electron/core/serve';
import { openPorts } from '#electron/adapters/ports';
import { mainProcess } from './main-process';
import { portChannel } from './port-channel';

/**
 * The engine process: builds the core from the adapters and serves the contract to the page on the ports that the
 * main process hands over. argv: the program's version.
 */
const { ports, close } = await openPorts({
  host: 'electron',
  version: process.argv[2] ?? '0.0.0',
  chooseFolder: mainProcess.chooseFolder,
});
const station = createStation(ports);

mainProcess.onConnect((port) => serve(portChannel(port), station.handlers, ports.machine.report));
mainProcess.onStop(async () => {
  await station.close();
  await close();
  process.exit(0);
});
await station.open();
mainProcess.ready();
