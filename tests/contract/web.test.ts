import WebSocket from 'ws';
import { serve } from '#electron/core/serve';
import { createStation } from '#electron/core/station';
import { serveWeb } from '#electron/hosts/web-server';
import { socketChannel } from '../../renderer/client/channels';
import { openTestPorts } from '../station/test-ports';
import { contractSuite } from './suite';

contractSuite('the web host', async () => {
  const { ports, close } = await openTestPorts();
  const station = createStation(ports);
  await station.open();
  const web = await serveWeb('/nowhere', 0, (channel) =>
    serve(channel, station.handlers, ports.machine.report),
  );
  const entered = await fetch(web.url, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { host, origin } = new URL(web.url);

  async function another() {
    const socket = new WebSocket(`ws://${host}/contract`, { headers: { cookie, origin } });
    socket.binaryType = 'arraybuffer';
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return socketChannel(socket as unknown as globalThis.WebSocket);
  }
  return {
    channel: await another(),
    another,
    async close() {
      await web.close();
      await station.close();
      await close();
    },
  };
});
