import { mkdtemp, rm } from 'node:fs/promises';
import { constants, getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Message } from '#shared/contract/wire';
import type { TrainingRecord } from '#shared/domain/training';
import { writeStripes } from '../flow/generated-dataset';
import { openWindow, type WindowStation } from '../station/launch';

/** A training of the real program: its process is the main process's, and neither can take the other with it. */
let folder: string;
let station: WindowStation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loupe-e2e-'));
  await writeStripes(join(folder, 'stripes'), { lying: 12, standing: 12 });
  station = await openWindow(join(folder, 'data'));
  // The test takes the page's port, and speaks the contract on it.
  await station.page.addInitScript(takePort);
  await station.page.reload();
});
afterAll(async () => {
  await station.close();
  await rm(folder, { recursive: true, force: true });
});

/** In the page. */
function takePort(): void {
  const page = window as unknown as { ask: (name: string, input: unknown) => Promise<unknown> };
  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.data !== 'loupe-port' || !port) return;
    event.stopImmediatePropagation();
    let id = 0;
    const waiting = new Map<number, (message: Message) => void>();
    port.addEventListener('message', ({ data }: MessageEvent<Message>) => waiting.get(data.id)?.(data));
    port.start();
    page.ask = (name, input) =>
      new Promise((resolve) => {
        waiting.set(++id, (message) => resolve(message.kind === 'done' ? message.value : message));
        port.postMessage({ kind: 'call', id, name, input, credit: 0 });
      });
  });
}

async function ask<T>(name: string, input: unknown): Promise<T> {
  await station.page.waitForFunction(() => 'ask' in window);
  return station.page.evaluate(
    ([asked, given]) =>
      (window as unknown as { ask: (name: string, input: unknown) => Promise<T> }).ask(
        asked as string,
        given,
      ),
    [name, input],
  );
}

const jobPid = () =>
  station.app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Loupe job')?.pid);
const run = (id: string) => ask<TrainingRecord>('training.run', { id });
const trained = (id: string) => expect.poll(async () => (await run(id)).history.length, { timeout: 60_000 });

test('a killed job is told and the engine goes on; a killed engine takes its job with it', async () => {
  const dataset = await ask<{ id: string }>('datasets.add', { path: join(folder, 'stripes') });
  const settings = { seed: 1, duration: { kind: 'epochs', epochs: 100 }, quality: 'fast', sizePx: 32 };
  const request = { datasetId: dataset.id, task: 'classify', name: 'stripes', settings };
  const { id } = await ask<{ id: string }>('training.start', request);
  await trained(id).toBeGreaterThan(0);
  const [engine = 0] = await station.enginePids();
  const first = (await jobPid()) ?? 0;
  expect(getPriority(first)).toBe(constants.priority.PRIORITY_LOW);

  process.kill(first, 'SIGKILL');
  await expect.poll(async () => (await run(id)).error?.code).toBe('training.crashed');
  expect((await station.enginePids())[0]).toBe(engine);

  await ask('training.resume', { id });
  await expect.poll(() => jobPid()).toBeGreaterThan(0);
  await trained(id).toBeGreaterThan(1);
  const second = await jobPid();
  expect(second).not.toBe(first);
  process.kill(engine, 'SIGKILL');
  await expect.poll(() => jobPid(), { timeout: 10_000 }).toBeUndefined();
  await expect.poll(async () => (await run(id)).state, { timeout: 20_000 }).toBe('interrupted');

  await ask('training.resume', { id });
  await expect.poll(() => jobPid(), { timeout: 10_000 }).toBeGreaterThan(0);
  await ask('training.cancel', { id });
  expect(await run(id)).toMatchObject({ state: 'cancelled', error: null });
  await expect.poll(() => jobPid()).toBeUndefined();
});
