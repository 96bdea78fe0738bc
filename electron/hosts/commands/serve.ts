import { parseArgs } from 'node:util';
import { runDemoLine } from '../demo-line';
import { serveStation } from '../serve-station';
import { integer } from './arguments';
import { interrupted, print, type Command } from './command';

export const serve: Command = {
  usage: 'serve [--port N] [--demo]',
  does: 'serves the station to a browser on this machine; --demo runs the demo line first',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string', default: '0' }, demo: { type: 'boolean', default: false } },
    });
    const port = integer('--port', values.port, 0, 65_535);
    const ending = endOf(interrupted());
    const served = await serveStation(port);
    await print(`Loupe is ready: open ${served.url}`);
    await print('The address works once and only on this machine. Ctrl+C ends the station.');
    if (values.demo)
      await Promise.race([
        ending,
        served.broken,
        runDemoLine(served.station, 100, (line) => void print(line)),
      ]);
    await Promise.race([ending, served.broken]);
    await served.close();
    return 0;
  },
};

function endOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    process.once('SIGTERM', () => resolve());
  });
}
