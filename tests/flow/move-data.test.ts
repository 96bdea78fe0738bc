import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import WebSocket from 'ws';
import { socketChannel } from '../../renderer/client/channels';
import { createClient, type Client } from '../../renderer/client/client';

/** The web host as a user starts it, with a home of its own: the data folder is where the user moved it to. */
async function startHost(home: string) {
  const env = { ...process.env, HOME: home, XDG_DATA_HOME: join(home, 'share'), LOUPE_DATA: '' };
  const host = spawn(process.execPath, ['out/main/cli.js', 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  onTestFinished(() => void host.kill());
  const exited = new Promise<number | null>((resolve) => host.once('exit', resolve));
  const lines = createInterface(host.stdout)[Symbol.asyncIterator]();
  const url = /http:\/\/\S+/.exec((await lines.next()).value ?? '')?.[0] ?? '';
  const entered = await fetch(url, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  return {
    /** As the page does: a socket at once, and another half a second after one was closed. */
    connect: (client: Client) => keepConnected(client, new URL(url), cookie),
    async stop() {
      host.kill('SIGINT');
      return await exited;
    },
  };
}

function keepConnected(client: Client, { host, origin }: URL, cookie: string): void {
  const socket = new WebSocket(`ws://${host}/contract`, { headers: { cookie, origin } });
  socket.binaryType = 'arraybuffer';
  socket.once('open', () => client.attach(socketChannel(socket as unknown as globalThis.WebSocket)));
  socket.once('error', () => {}); // closed follows
  socket.once('close', () => setTimeout(() => keepConnected(client, new URL(origin), cookie), 500).unref());
}

async function dataFolderOf(client: Client): Promise<string> {
  const described = await client.request('station.describe', {});
  return described.ok ? described.value.dataFolder : described.error.code;
}

test('after a move the station goes on in the new folder by itself, and the page comes back', async () => {
  const home = await mkdtemp(join(tmpdir(), 'loupe-home-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const host = await startHost(home);
  const client = createClient();
  host.connect(client);

  const old = await dataFolderOf(client);
  expect(old).toBe(join(home, 'share/loupe/data'));
  await client.request('settings.write', { inspector: 'Ada' });

  const target = join(home, 'big disk');
  const steps: { done: number; total: number }[] = [];
  for await (const step of client.stream('settings.moveData', { folder: target })) steps.push(step);
  expect(steps.at(-1)?.done).toBe(steps.at(-1)?.total);

  await expect.poll(() => dataFolderOf(client), { timeout: 10_000 }).toBe(target);
  const recipes = await client.request('recipes.list', {});
  expect(recipes).toMatchObject({ ok: true, value: [{ id: 'demo-pcb' }, { id: 'demo-surface' }] });
  // It can be written again, and what was written before is there.
  const settings = await client.request('settings.read', {});
  expect(settings).toMatchObject({ ok: true, value: { inspector: 'Ada' } });
  expect(await client.request('settings.write', { inspector: 'Grace' })).toMatchObject({ ok: true });
  expect(existsSync(join(old, 'loupe.db'))).toBe(true);

  // A page that asks once more, because the restart cut it off, hears that it is done.
  for await (const { done, total } of client.stream('settings.moveData', { folder: target }))
    expect(done).toBe(total);
  expect(await dataFolderOf(client)).toBe(target);
  expect(await host.stop()).toBe(0);

  const pointer = JSON.parse(await readFile(join(home, 'share/loupe/data-folder.json'), 'utf8')) as unknown;
  expect(pointer).toEqual({ folder: target });
  const again = await startHost(home);
  const next = createClient();
  again.connect(next);
  expect(await dataFolderOf(next)).toBe(target);
  expect(await next.request('settings.read', {})).toMatchObject({ ok: true, value: { inspector: 'Grace' } });
  await again.stop();
});
