import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppFailure } from '#shared/contract/errors';
import { runDemoLine } from '../demo-line';
import { serveStation } from '../serve-station';
import { version } from '../version';
import { interrupted, print, type Command } from './command';

export const serve: Command = {
  usage: 'serve [--port N] [--demo]',
  does: 'serves the station to a browser on this machine; --demo runs the demo line first',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string', default: '0' }, demo: { type: 'boolean', default: false } },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new AppFailure('input.invalid', '--port takes a number from 0 (any free one) to 65535.');
    }
    const ending = endOf(interrupted());
    const served = await serveStation({ pageFolder: join(import.meta.dirname, '../renderer'), port, version });
    await print(`Loupe is ready: open ${served.url}`);
    await print('The address works once and only on this machine. Ctrl+C ends the station.');
    if (values.demo) await Promise.race([ending, runDemoLine(served.station, 100, (line) => void print(line))]);
    await ending;
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
