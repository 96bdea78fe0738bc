/**
 * The engine process: builds the core from the adapters and serves the contract to the page on the ports that the
 * main process hands over. Where it ends without being told to, the one that stands by takes its place.
 */
import { join } from 'node:path';
import { createStation } from '#electron/core/station';
import { serve } from '#electron/core/serve';
import { mainProcess } from './main-process';
import { makeReady, makeReadyFor, openPorts } from './open-ports';
import { portChannel } from './port-channel';

const programFolder = join(import.meta.dirname, '../..');
/** A port does not tell when its last message has left. */
const lastWordsMs = 200;

// Until its turn comes this engine stands by, with all ready that needs no data.
const readied = makeReady(programFolder, mainProcess.proveProvider);
mainProcess.onLine((line) => void makeReadyFor(line, programFolder, readied));
await mainProcess.opening;
const { ports, close } = await openPorts({
  host: 'electron',
  programFolder,
  readied,
  chooseFolder: mainProcess.chooseFolder,
  restart: () => void setTimeout(() => void end(), lastWordsMs),
  startJob: mainProcess.startJob,
  tellStandby: mainProcess.tellStandby,
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
