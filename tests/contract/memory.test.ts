import { serve } from '#electron/core/serve';
import { createStation } from '#electron/core/station';
import type { Channel } from '#shared/contract/wire';
import { openTestPorts } from '../station/test-ports';
import { contractSuite } from './suite';

/** Two ends of a pipe in this process; what is sent is cloned, as between processes. */
function channelPair(): [Channel, Channel] {
  const listeners: [((data: unknown) => void)[], (() => void)[]][] = [
    [[], []],
    [[], []],
  ];
  const end = (own: number): Channel => ({
    send(message) {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => listeners[1 - own]?.[0].forEach((listener) => listener(copy)));
    },
    onMessage: (listener) => void listeners[own]?.[0].push(listener),
    onClose: (listener) => void listeners[own]?.[1].push(listener),
    close: () => listeners[1 - own]?.[1].forEach((listener) => listener()),
  });
  return [end(0), end(1)];
}

contractSuite('an in-memory port', async () => {
  const { ports, close } = await openTestPorts();
  const station = createStation(ports);
  await station.open();
  const another = () => {
    const [near, far] = channelPair();
    serve(far, station.handlers, ports.machine.report);
    return near;
  };
  return {
    channel: another(),
    another: async () => another(),
    async close() {
      await station.close();
      await close();
    },
  };
});
