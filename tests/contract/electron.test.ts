import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel } from '#shared/contract/wire';
import { contractSuite } from './suite';

/** The engine as Electron runs it: a utility process that is reached over MessagePorts. */
contractSuite('Electron’s MessagePort', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'loupe-test-'));
  const electron = createRequire(import.meta.url)('electron') as string;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const bridge = spawn(
    electron,
    [join(import.meta.dirname, 'electron-bridge.mjs'), '--disable-gpu', ...sandbox],
    {
      stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
      serialization: 'advanced',
      env: {
        ...process.env,
        LOUPE_DATA: dataFolder,
        LOUPE_TEST_ENGINE: join(import.meta.dirname, '../../out/main/engine.js'),
      },
    },
  );
  const exited = new Promise((resolve) => bridge.once('exit', resolve));
  await new Promise((resolve, reject) => bridge.once('message', resolve).once('error', reject));

  let ports = 0;
  function open(): Channel {
    const port = ports++;
    bridge.send({ port, kind: 'open' });
    return {
      send: (data) => void bridge.send({ port, kind: 'data', data }),
      onMessage(listener) {
        bridge.on('message', (message: { port: number; data: unknown }) => {
          if (message.port === port) listener(message.data);
        });
      },
      onClose: (listener) => void bridge.on('exit', listener),
      close: () => void bridge.send({ port, kind: 'close' }),
    };
  }
  return {
    channel: open(),
    another: async () => open(),
    async close() {
      bridge.disconnect();
      await exited;
      await rm(dataFolder, { recursive: true });
    },
  };
});
